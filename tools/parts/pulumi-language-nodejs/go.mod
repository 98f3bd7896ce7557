module pulumi-flink-platform/tools/pulumi-language-nodejs

go 1.25

require (
	github.com/pulumi/pulumi/pkg/v3 v3.192.0
	github.com/pulumi/pulumi/sdk/nodejs/cmd/pulumi-language-nodejs/v3 v3.0.0-20250806165243-bee5e4fa4815
	github.com/pulumi/pulumi/sdk/v3 v3.192.0
)
