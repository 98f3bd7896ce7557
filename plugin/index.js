// Serves FlinkStack to programs in any language.
const { componentProviderHost } = require("@pulumi/pulumi/provider/experimental");
const { FlinkStack } = require("../dist/plugin/flink-stack");
const { version } = require("../package.json");

componentProviderHost({ name: "flink-platform", version, dirname: __dirname, components: [FlinkStack] });
