import * as pulumi from "@pulumi/pulumi";
import { readConfig } from "./stack/config";
import { program } from "./program";

module.exports = program(readConfig(pulumi.runtime.allConfig()));
