// Builds the style sheet, the script and the type files into ../static/design (never committed).
// Run from the repository root with `npm run build`; nothing is fetched, everything comes from node_modules.
import { build } from "esbuild";
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const place = join(here, "..", "static", "design");
// Made elsewhere and moved into place whole, so that a running server never finds half of it.
const out = join(root, "node_modules", `.assets-${process.pid}`);

const WEIGHTS = [400, 600, 700];
const SUBSETS = ["vietnamese", "latin", "latin-ext"];
// The paper room typesets official documents with these; the names are theirs to rely on.
const TINOS = {
  "Tinos-Regular.ttf": "400Regular/Tinos_400Regular.ttf",
  "Tinos-Italic.ttf": "400Regular_Italic/Tinos_400Regular_Italic.ttf",
  "Tinos-Bold.ttf": "700Bold/Tinos_700Bold.ttf",
  "Tinos-BoldItalic.ttf": "700Bold_Italic/Tinos_700Bold_Italic.ttf",
};

await mkdir(join(out, "fonts", "tinos"), { recursive: true });

for (const weight of WEIGHTS) {
  for (const subset of SUBSETS) {
    const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
    await cp(join(root, "node_modules/@fontsource/be-vietnam-pro/files", name), join(out, "fonts", name));
  }
}
await cp(join(root, "node_modules/@fontsource/be-vietnam-pro/LICENSE"), join(out, "fonts", "LICENSE"));
for (const [name, source] of Object.entries(TINOS)) {
  await cp(join(root, "node_modules/@expo-google-fonts/tinos", source), join(out, "fonts/tinos", name));
}
await cp(
  join(root, "node_modules/@expo-google-fonts/tinos/LICENSE_FONT"),
  join(out, "fonts/tinos", "LICENSE"),
);
await cp(join(here, "mark.svg"), join(out, "mark.svg"));

const files = ["app.css", "app.js", "review.css", "review.js", "spread.css", "counter.css", "grid.css", "grid.js"];
// The page on which a pledge is signed takes nothing from the others; its worker is served by its own room.
files.push("pledge.css", "pledge.js", "pledge-worker.js");
// The tablet at a counter; both are served by the door for ratings.
files.push("kiosk.js", "kiosk-worker.js");
await build({
  // The review of a plan, the pages of spread figures and the grid of a checker, the signing of a pledge have much of their own.
  entryPoints: files.map((name) => join(here, name)),
  outdir: out,
  bundle: true,
  minify: true,
  external: ["*.woff2"],
  // Old phones of grassroots officers: Chrome of 2020 and Safari 14 must still understand every line.
  target: ["chrome87", "firefox88", "safari14"],
  legalComments: "none",
});

// htmx goes in front as its authors minified it: 8 kB smaller than minifying its modules again.
const htmx = await readFile(join(root, "node_modules/htmx.org/dist/htmx.min.js"), "utf8");
const own = await readFile(join(out, "app.js"), "utf8");
await writeFile(join(out, "app.js"), `${htmx}\n${own}`);

for (const name of files) {
  const { size } = await stat(join(out, name));
  console.log(`${name.padEnd(8)} ${(size / 1024).toFixed(1)} kB`);
}
await mkdir(dirname(place), { recursive: true }); // a fresh clone has no such folder yet
await rm(place, { recursive: true, force: true });
await rename(out, place);
