"""How actors are found: words, gazetteer, names, roles, groups, merging, salience; one step a module."""
