import "./kiosk/page.js";
