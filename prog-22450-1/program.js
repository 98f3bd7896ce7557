module.exports = ((require) => {

const k8s = require("@pulumi/kubernetes/core"); const p = require("pulumi-flink-platform");
const aws = require("@pulumi/aws/ec2");
console.log(Object.keys(p).length);
return { a: 1 };
})(require("node:module").createRequire("/work/main/package.json"));
