// The package's own program, which a stack file describes. A project that has nothing else names this file as its `main`.
module.exports = require("./dist/main.js");
