import "./kiosk/worker.js";
