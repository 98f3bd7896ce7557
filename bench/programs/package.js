// The same objects through the package's components, as the stack's program makes them.
require(process.env.BENCH_PACKAGE + "/dist/main.js");
