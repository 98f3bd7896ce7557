// The stack file is the program: Pulumi.<stack>.yaml.
module.exports = require("pulumi-flink-platform/program");
