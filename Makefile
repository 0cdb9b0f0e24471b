# Short names for the commands of this repository; `make` lists them. Extra arguments: make generate ARGS=--diff
.DEFAULT_GOAL := help
.PHONY: help generate check test lab lab-vm bench

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

generate: ## write every artifact that topology/topology.ts implies
	npx nx run generate $(ARGS)

check: ## check the topology, that its artifacts are fresh, and every host with the real checkers
	npx nx run-many -t check $(ARGS)

test: ## build, lint and run all tests
	npm test

lab: ## build the site in network namespaces and try every flow
	npm run lab

lab-vm: ## the same with a virtual machine: 802.1Q, systemd-networkd
	npm run lab -- --vm

bench: ## measure against the budgets
	npm run bench
