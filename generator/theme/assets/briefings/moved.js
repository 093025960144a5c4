// On a page that has moved: go on at once, and keep the item that the link named (a refresh would lose it).
location.replace(document.getElementById("moved-to").href + location.hash);
