// DuckDB in the browser: its download, the database of the city, queries. No page here.
import { asText, bare, reads } from "./sql_text.js";

const ENGINE = new URL("./vendor/duckdb-eh.wasm.gz", import.meta.url);
const WORKER = new URL("./vendor/duckdb-worker.js", import.meta.url);
const DATABASES = new URL("../db/", import.meta.url);
/** How long a query may take to hear that it is to stop before the engine is ended. */
const PATIENCE = 1500;
/** Nothing is ever loaded from elsewhere. */
const LOCKED = ["SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false"];
/** With other settings this engine fetches the whole file instead of the pieces it needs. */
const BY_RANGE = { reliableHeadRequests: true, allowFullHTTPReads: true, forceFullHTTPReads: false };

/**
 * @typedef {{name: string, type: string}} Column
 * @typedef {(string | null)[]} Row
 * @typedef {{columns: Column[], rows: Row[], more: boolean}} Answer
 */

export class Engine {
  /** @type {string | null} */
  #wasm = null;
  #db = null;
  #connection = null;
  /** @type {Promise<never>} fails when the engine is ended, as nothing that waits for it would ever be answered */
  #ended = Promise.race([]);
  #end = (_) => {};

  /** Whether queries can be asked. */
  get ready() {
    return this.#connection !== null;
  }

  /** Whether the engine need not be fetched any more. */
  get here() {
    return this.#wasm !== null;
  }

  /**
   * Downloads the engine, once, and attaches the database of the city.
   * @param {(loaded: number) => void} told how many bytes have come
   */
  async load(told) {
    this.#wasm ??= await downloaded(told);
    const { AsyncDuckDB, VoidLogger } = await import("./vendor/duckdb.js");
    const index = await (await found(new URL("index.json", DATABASES), { cache: "no-cache" })).json();
    const db = new AsyncDuckDB(new VoidLogger(), new Worker(WORKER));
    try {
      await db.instantiate(this.#wasm);
      await db.open({ filesystem: BY_RANGE });
      this.#connection = await attached(db, new URL(index.catalog.name, DATABASES));
    } catch (error) {
      await db.terminate();
      throw error;
    }
    this.#db = db;
    this.#ended = new Promise((_, reject) => (this.#end = reject));
    this.#ended.catch(() => {});
  }

  /**
   * The first rows of a query, as text.
   * @param {string} text
   * @param {number} limit
   * @returns {Promise<Answer>}
   */
  async ask(text, limit) {
    const query = bare(text);
    if (!reads(query)) return this.#other(query);
    const described = await this.#described(query);
    const columns = described.map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
    const rows = await this.#all(`${asText(query)} LIMIT ${limit + 1}`);
    return { columns, rows: rows.slice(0, limit), more: rows.length > limit };
  }

  /**
   * How many rows the query has.
   * @param {string} text
   */
  async count(text) {
    const rows = await this.#all(`SELECT count(*)::VARCHAR FROM (\n${bare(text)}\n)`);
    return Number(rows[0][0]);
  }

  /**
   * All rows of a query, as text, in batches.
   * @param {string} text
   * @returns {AsyncGenerator<Row[]>}
   */
  async *every(text) {
    yield* this.#batches(asText(bare(text)));
  }

  /** Stops the query that is running; where it does not listen, the engine with it. */
  async stop() {
    const connection = this.#connection;
    const db = this.#db;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, false));
    const stopped = await Promise.race([connection?.cancelSent(), late]);
    if (stopped === false && this.#db === db) {
      this.#connection = this.#db = null;
      this.#end(new Error("ended"));
      await db?.terminate();
    }
  }

  /** A statement that gives no rows of its own: EXPLAIN, SET, CREATE TEMP TABLE. */
  async #other(query) {
    const answer = await this.#alive(this.#connection.query(query));
    const columns = answer.schema.fields.map((field) => ({ name: field.name, type: "" }));
    return { columns, rows: rowsOf(answer), more: false };
  }

  /** Names and types of the columns. An error tells of the query as it was written, where the engine can. */
  async #described(query) {
    try {
      return await this.#all(`DESCRIBE SELECT * FROM (\n${query}\n)`);
    } catch (error) {
      await (await this.#alive(this.#connection.prepare(query))).close();
      throw error;
    }
  }

  async #all(query) {
    const rows = [];
    for await (const batch of this.#batches(query)) rows.push(...batch);
    return rows;
  }

  async *#batches(query) {
    const reader = await this.#alive(this.#connection.send(query, true));
    for (;;) {
      const { done, value } = await this.#alive(reader.next());
      if (done) return;
      yield rowsOf(value);
    }
  }

  #alive(work) {
    return Promise.race([work, this.#ended]);
  }
}

/** A connection to the engine with the database of the city as its own. */
async function attached(db, file) {
  const connection = await db.connect();
  for (const setting of LOCKED) await connection.query(setting);
  await connection.query(`ATTACH '${file.href.replaceAll("'", "''")}' AS city (READ_ONLY)`);
  await connection.query("USE city");
  return connection;
}

/** @returns {Row[]} */
function rowsOf(batch) {
  const columns = batch.schema.fields.map((_, index) => batch.getChildAt(index));
  const text = (value) => (value === null || value === undefined ? null : String(value));
  return Array.from({ length: batch.numRows }, (_, row) => columns.map((column) => text(column.get(row))));
}

/** The engine as the address of its bytes. */
async function downloaded(told) {
  const response = await found(ENGINE);
  let loaded = 0;
  const counted = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      told(loaded);
      controller.enqueue(chunk);
    },
  });
  // A server that takes the name for an encoding has the browser inflate it already.
  const packed = !response.headers.get("content-encoding");
  const body = response.body.pipeThrough(counted);
  const bytes = packed ? body.pipeThrough(new DecompressionStream("gzip")) : body;
  const wasm = await new Response(bytes, { headers: { "content-type": "application/wasm" } }).blob();
  return URL.createObjectURL(wasm);
}

async function found(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return response;
}
