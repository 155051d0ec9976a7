import "./pledge/page.js";
