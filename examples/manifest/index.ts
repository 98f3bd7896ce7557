// Flink resources that were applied with kubectl before, from their own file.
import * as path from "node:path";
import { FlinkManifest, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

const shop = new FlinkManifest("shop", { platform, file: path.join(__dirname, "shop.yaml"), namespace: "shop" });

export const jobs = Object.keys(shop.sessionJobs);
