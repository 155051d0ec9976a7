// Progressive help only: every page works without any of this. htmx stands in front (see build.mjs).
import "./forms.js";
import "./page.js";
