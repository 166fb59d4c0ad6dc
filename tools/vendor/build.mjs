// Builds publish/portal/static/vendor from the packages that package-lock.json pins: the same bytes on any machine.
//
//   node build.mjs            writes it
//   node build.mjs --check    builds into a temporary folder and compares byte for byte
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { gzipSync } from "fflate";

const HERE = dirname(fileURLToPath(import.meta.url));
const PLACE = join(HERE, "../../publish/portal/static/vendor");
const PACKAGES = join(HERE, "node_modules");
const ENGINE = join(PACKAGES, "@duckdb/duckdb-wasm/dist");

/** The modules bundled here: file -> entry. */
const BUNDLES = { "echarts.js": "entries/echarts.mjs", "duckdb.js": "entries/duckdb.mjs" };

/** What prebuilt files contain beside the package they come in, for which npm has no record. */
const INSIDE = [
  { name: "duckdb", version: "1.4.3", licence: "MIT", files: ["duckdb-eh.wasm.gz"], texts: ["duckdb-LICENSE"] },
  { name: "js-sha256", version: "0.11.1", licence: "MIT", files: ["duckdb-worker.js"], texts: ["js-sha256-LICENSE"] },
];
/** Packages whose npm archive lacks the text of its licence. */
const OWN_TEXT = { "@duckdb/duckdb-wasm": ["duckdb-wasm-LICENSE"] };
/** Packages that the prebuilt files of the engine contain as well. */
const IN_WORKER = ["@duckdb/duckdb-wasm", "apache-arrow", "flatbuffers", "tslib"];

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Bundles one entry. Returns its bytes and the folders of the packages in it. */
async function bundle(name, entry) {
  const made = await build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    outfile: name,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    banner: { js: "/* Built by tools/vendor; licences beside it in LICENSES/. */" },
    metafile: true,
    write: false,
  });
  const inputs = Object.keys(made.metafile.inputs).filter((path) => path.startsWith("node_modules/"));
  const folders = inputs.map((path) => path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)[1]);
  return { bytes: Buffer.from(made.outputFiles[0].contents), folders: [...new Set(folders)] };
}

/** The worker without the note that would make a developer's browser ask for a source map. */
async function worker() {
  const text = await readFile(join(ENGINE, "duckdb-browser-eh.worker.js"), "utf8");
  return Buffer.from(text.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n"));
}

/** gzip of a fixed form: no time, no name; in plain JavaScript, as zlib's bytes differ from one processor to another. */
async function engine() {
  const raw = await readFile(join(ENGINE, "duckdb-eh.wasm"));
  return { raw, bytes: Buffer.from(gzipSync(raw, { level: 9, mtime: 0 })) };
}

/** The texts of a package's licence: name in LICENSES/ -> bytes. */
async function texts(folder, name, version) {
  const own = OWN_TEXT[name];
  if (own) return Object.fromEntries(await Promise.all(own.map(async (text) => [text, await licence(text)])));
  const found = (await readdir(join(HERE, folder))).filter((file) => /^(licen[sc]e|notice|copyrightnotice)(\.\w+)?$/i.test(file));
  const extra = name === "echarts" ? ["licenses/LICENSE-d3"] : [];
  const plain = `${name.replace("@", "").replace("/", "-")}-${version}`;
  const read = [...found, ...extra].sort().map(async (file) => [
    `${plain}-${file.split("/").pop()}`,
    await readFile(join(HERE, folder, file)),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

const licence = (name) => readFile(join(HERE, "licences", name));

/** Everything below vendor/: path -> bytes. */
async function everything() {
  const files = {};
  const packages = new Map();
  for (const [name, entry] of Object.entries(BUNDLES)) {
    const made = await bundle(name, entry);
    files[name] = made.bytes;
    for (const folder of made.folders) await enter(packages, folder, name);
  }
  const { raw, bytes } = await engine();
  files["duckdb-worker.js"] = await worker();
  files["duckdb-eh.wasm.gz"] = bytes;
  for (const name of IN_WORKER) await enter(packages, `node_modules/${name}`, "duckdb-worker.js");
  await enter(packages, "node_modules/@duckdb/duckdb-wasm", "duckdb-eh.wasm.gz");
  const listed = [...packages.values()];
  for (const each of listed) {
    for (const [name, text] of Object.entries(each.texts)) files[`LICENSES/${name}`] = text;
    each.texts = Object.keys(each.texts);
  }
  for (const each of INSIDE) {
    for (const name of each.texts) files[`LICENSES/${name}`] = await licence(name);
    listed.push(each);
  }
  const inflated = { "duckdb-eh.wasm.gz": { inflated_bytes: raw.length, inflated_sha256: sha256(raw) } };
  files["vendor.lock.json"] = lock(files, listed, inflated);
  return files;
}

async function enter(packages, folder, file) {
  const said = JSON.parse(await readFile(join(HERE, folder, "package.json"), "utf8"));
  const key = `${said.name}@${said.version}`;
  const known = packages.get(key) ?? {
    name: said.name, version: said.version, licence: said.license, files: [],
    texts: await texts(folder, said.name, said.version),
  };
  if (!known.files.includes(file)) known.files.push(file);
  packages.set(key, known);
}

function lock(files, packages, more) {
  const order = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1);
  const said = {
    packages: packages.map((each) => ({ ...each, files: [...each.files].sort() })).sort(order),
    files: Object.keys(files).sort().map((path) => ({
      path, bytes: files[path].length, sha256: sha256(files[path]), ...(more[path] ?? {}),
    })),
  };
  return Buffer.from(`${JSON.stringify(said, null, 2)}\n`);
}

async function write(folder, files) {
  await rm(folder, { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/** The paths of all files below a folder. */
async function below(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map((each) => relative(folder, join(each.parentPath ?? each.path, each.name)));
}

/** The paths that differ between two folders. */
async function differing(one, other) {
  const [ours, theirs] = await Promise.all([below(one), below(other)]);
  const differs = async (path) => {
    if (!ours.includes(path) || !theirs.includes(path)) return true;
    return !(await readFile(join(one, path))).equals(await readFile(join(other, path)));
  };
  const every = [...new Set([...ours, ...theirs])].sort();
  const told = await Promise.all(every.map(differs));
  return every.filter((_, index) => told[index]);
}

const files = await everything();
if (process.argv.includes("--check")) {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-vendor-"));
  await write(folder, files);
  const told = await differing(folder, PLACE);
  await rm(folder, { recursive: true });
  console.log(told.length ? `different: ${told.join(", ")}` : `${Object.keys(files).length} files, the same`);
  process.exitCode = told.length ? 1 : 0;
} else {
  await write(PLACE, files);
  console.log(`${Object.keys(files).length} files in ${relative(process.cwd(), PLACE) || "."}`);
}
