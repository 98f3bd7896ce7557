import * as pulumi from "@pulumi/pulumi";
import { readConfig, readSecrets } from "./stack/config";
import { program } from "./program";

const values = pulumi.runtime.allConfig();
const secrets = readSecrets(values);
module.exports = program(readConfig(values, secrets), secrets);
