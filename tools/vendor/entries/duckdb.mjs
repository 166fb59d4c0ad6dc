// The side of DuckDB-Wasm that the page talks to, with the reader of its Arrow answers.
export { AsyncDuckDB, ConsoleLogger, DuckDBAccessMode, LogLevel, VoidLogger } from "@duckdb/duckdb-wasm";
