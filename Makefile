# Short names for the commands of this repository; `make` lists them. Extra arguments: make generate ARGS=--diff
.DEFAULT_GOAL := help
.PHONY: help generate check render deploy deploy-order test lab lab-vm bench

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

generate: ## write every artifact that topology/topology.ts implies
	npx nx run generate $(ARGS)

check: ## check the topology, that its artifacts are fresh, and every host with the real checkers
	npx nx run-many -t check $(ARGS)

render: ## write what Flux applies into dist/: make render ENV=prod; without ENV, every environment
	npx groundplan render $(if $(ENV),--env '$(ENV)') $(ARGS)

deploy: ## build a NixOS host and switch it over SSH: make deploy HOST=rpi4-2
	$(if $(HOST),,$(error Say which host: make deploy HOST=rpi4-2; make deploy-order lists them))
	nix --extra-experimental-features 'nix-command flakes' run .#deploy -- '$(HOST)' $(ARGS)

deploy-order: ## say in which order hosts are deployed, and by which commands
	npx groundplan deploy-order $(HOST) $(ARGS)

test: ## build, lint and run all tests
	npm test

lab: ## build the site in network namespaces and try every flow
	npm run lab

lab-vm: ## the same with a virtual machine: 802.1Q, systemd-networkd
	npm run lab -- --vm

bench: ## measure against the budgets
	npm run bench
