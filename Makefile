# What can be asked of this project. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# A context of your own kubeconfig (kind, minikube, k3d); without it the development cluster is used.
KUBE_CONTEXT ?=
export KUBE_CONTEXT

engine := pulumi pulumi-language-nodejs pulumi-resource-kubernetes
languages := pulumi-language-yaml
node := kubernetes coredns devcluster
images := image-flink image-operator image-s3 image-prometheus
logs := otel-collector victorialogs

.PHONY: help demo demo-down check test bench clean tools packages build

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "%-12s %s\n", $$1, $$2 }'

demo: build ## two real Flink jobs on a real Kubernetes, deployed by pulumi up
	@tools/demo up

demo-down: ## take the demo down without a trace
	@tools/demo down

check: build ## format, lint, types, architecture and fast tests; no cluster
	@tools/check

test: check tools ## everything: fast tests, the installed archive, the real engine, a real cluster
	@tools/test

bench: build tools ## times and memory against an empty program, a plain program and kubectl
	@node bench/run.mjs

tools: ## the engine, the cluster's programs and the images, where the machine lacks them
	@tools/get $(engine) $(languages) $(node) versitygw karpenter prometheus prometheus-operator $(images) $(logs) operator-validator

clean: demo-down ## remove all that was built in this checkout; the cache stays
	rm -rf dist node_modules .tools

packages: node_modules/.package-lock.json

# Through a link, as in a second worktree, npm would empty the other checkout's folder.
node_modules/.package-lock.json: package.json package-lock.json
	@[ ! -L node_modules ] || { echo "make: node_modules is a link; install in the checkout that it leads to" >&2; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

build: packages ## compile the package and bring its resource definitions
	@npm run --silent build
	@npm run --silent crds
