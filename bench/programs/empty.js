// The floor: a Pulumi program that declares nothing.
require("@pulumi/pulumi");
