"""How actors are found: words, gazetteer, names, roles, groups, merging, salience; each one step of the component."""
