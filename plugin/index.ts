// What Pulumi reads the component's schema from. What runs is index.js.
export { FlinkStack } from "../dist/plugin/flink-stack";
