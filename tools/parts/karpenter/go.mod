module pulumi-flink-platform/tools/karpenter

go 1.25.6

require sigs.k8s.io/karpenter v1.9.0
