#!/usr/bin/env node
import { command } from "./command";

command()
    .parseAsync(process.argv)
    .catch((error: unknown) => {
        process.stderr.write(`flink-platform ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
    });
