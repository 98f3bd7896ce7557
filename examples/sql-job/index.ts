// A job in SQL, from a file, and one in Python, from a file in its image. Neither needs a jar.
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const image = new pulumi.Config().require("image"); // Flink with PyFlink, Python and /opt/flink/usrlib/word_count.py

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

const totals = new FlinkApplication("totals", {
    platform,
    namespace: "shop",
    sql: { file: path.join(__dirname, "totals.sql") },
});

const words = new FlinkApplication("words", {
    platform,
    namespace: "shop",
    image,
    python: { file: "/opt/flink/usrlib/word_count.py", interpreter: "/usr/bin/python3" },
    args: ["--output", "{jobFiles}/words"],
});

export const ready = [totals.ready, words.ready];
