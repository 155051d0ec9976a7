import "./pledge/worker.js";
