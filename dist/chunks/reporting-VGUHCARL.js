import {
  decodeTraceRequest,
  encodeTraceRequest
} from "./chunk-RVWABQYX.js";

// src/command/catalogue.json
var catalogue_default = {
  source: "CLI reference of werf groups 1.2, 2 (2.77.1) and 3 (3.2.0)",
  families: [
    "WERF_RESOURCE_VALIDATION_EXTRA_SCHEMA_*",
    "WERF_RESOURCE_VALIDATION_SKIP_*",
    "WERF_KUBE_IMPERSONATE_GROUP_*",
    "WERF_EXTRA_APIVERSIONS_*",
    "WERF_EXPORT_ADD_LABEL_*",
    "WERF_LOOKUP_RESOURCES_*",
    "WERF_SET_RUNTIME_JSON_*",
    "WERF_ADD_ANNOTATION_*",
    "WERF_ADD_CUSTOM_TAG_*",
    "WERF_SECONDARY_REPO_*",
    "WERF_RELEASE_LABEL_*",
    "WERF_SECRET_VALUES_*",
    "WERF_SET_ROOT_JSON_*",
    "WERF_SET_LITERAL_*",
    "WERF_CACHE_REPO_*",
    "WERF_DEV_IGNORE_*",
    "WERF_SET_STRING_*",
    "WERF_ADD_LABEL_*",
    "WERF_COPY_FROM_*",
    "WERF_SET_FILE_*",
    "WERF_SET_JSON_*",
    "WERF_COPY_TO_*",
    "WERF_PATCHES_*",
    "WERF_SSH_KEY_*",
    "WERF_VALUES_*",
    "WERF_SET_*"
  ],
  familyExceptions: [
    "WERF_EXPORT_ADD_LABEL_SEPARATOR"
  ],
  options: [
    "--check-built-images $",
    "--log-color-mode= $",
    "--log-debug $",
    "--log-pretty $",
    "--log-quiet $",
    "--log-terminal-width= $",
    "--log-time $",
    "--log-time-format= $",
    "--log-verbose $",
    "--tmp-dir= $",
    "--home-dir= $WERF_HOME",
    "--docker-config= $",
    "--insecure-registry $",
    "--container-registry-mirror=",
    "--skip-tls-verify-registry $",
    "--log-project-dir $",
    "--insecure-helm-dependencies $",
    "--repo-container-registry= $",
    "--repo-docker-hub-password= $",
    "--repo-docker-hub-token= $",
    "--repo-docker-hub-username= $",
    "--repo-github-token= $",
    "--repo-harbor-password= $",
    "--repo-harbor-username= $",
    "--repo-quay-token= $",
    "--repo= $",
    "--repo-selectel-account= $",
    "--repo-selectel-password= $",
    "--repo-selectel-username= $",
    "--repo-selectel-vpc-id= $",
    "--repo-selectel-vpc= $",
    "--env= $",
    "--debug-templates $",
    "--kube-config-base64= $WERF_KUBECONFIG_BASE64 $",
    "--kube-config= $WERF_KUBECONFIG $",
    "--kube-context= $",
    "--platform= $",
    "--dir= $",
    "--dev $",
    "--dev-branch= $",
    "--dev-ignore= $WERF_DEV_IGNORE_*",
    "--loose-giterminism",
    "--config-templates-dir= $",
    "--config= $",
    "--git-work-tree= $WERF_WORK_TREE",
    "--giterminism-config= $",
    "--synchronization= -S $",
    "--cache-repo= $WERF_CACHE_REPO_*",
    "--final-repo-container-registry= $",
    "--final-repo-docker-hub-password= $",
    "--final-repo-docker-hub-token= $",
    "--final-repo-docker-hub-username= $",
    "--final-repo-github-token= $",
    "--final-repo-harbor-password= $",
    "--final-repo-harbor-username= $",
    "--final-repo-quay-token= $",
    "--final-repo= $",
    "--secondary-repo= $WERF_SECONDARY_REPO_*",
    "--final-repo-selectel-account= $",
    "--final-repo-selectel-password= $",
    "--final-repo-selectel-username= $",
    "--final-repo-selectel-vpc-id= $",
    "--final-repo-selectel-vpc= $",
    "--allowed-docker-storage-volume-usage-margin= $",
    "--allowed-docker-storage-volume-usage= $",
    "--allowed-local-cache-volume-usage-margin= $",
    "--allowed-local-cache-volume-usage= $",
    "--disable-auto-host-cleanup",
    "--docker-server-storage-path= $",
    "--parallel -p $",
    "--parallel-tasks-limit= $",
    "--ssh-key= $WERF_SSH_KEY_*",
    "--virtual-merge $",
    "--build-report-path= $",
    "--introspect-before-error",
    "--introspect-error",
    "--introspect-stage=",
    "--save-build-report $",
    "--report-format= $",
    "--report-path= $",
    "--config-render-path=",
    "--allow-includes-update $",
    "--meta-repo= $",
    "--allowed-backend-storage-volume-usage-margin= $",
    "--allowed-backend-storage-volume-usage= $",
    "--backend-storage-path= $",
    "--final-images-only $",
    "--backend-network= $",
    "--add-custom-tag= $WERF_ADD_CUSTOM_TAG_*",
    "--follow $",
    "--tag= $",
    "--add-annotation= $WERF_ADD_ANNOTATION_*",
    "--add-label= $WERF_ADD_LABEL_*",
    "--disable-default-secret-values $",
    "--ignore-secret-key $",
    "--disable-default-values $",
    "--set-file= $WERF_SET_FILE_*",
    "--set-string= $WERF_SET_STRING_*",
    "--set= $WERF_SET_*",
    "--skip-dependencies-repo-refresh -L",
    "--values= $WERF_VALUES_*",
    "--deno-binary-path= $",
    "--secret-key= $",
    "--secret-values= $WERF_SECRET_VALUES_*",
    "--set-json= $WERF_SET_JSON_*",
    "--set-literal= $WERF_SET_LITERAL_*",
    "--set-root-json= $WERF_SET_ROOT_JSON_*",
    "--set-runtime-json= $WERF_SET_RUNTIME_JSON_*",
    "--skip-tls-verify-helm-dependencies $",
    "--kube-api-server= $",
    "--kube-ca-data= $",
    "--kube-token-path= $",
    "--kube-token= $",
    "--skip-tls-verify-kube $",
    "--namespace= $",
    "--kube-auth-password= $",
    "--kube-auth-provider-config= $",
    "--kube-auth-provider= $",
    "--kube-auth-username= $",
    "--kube-burst-limit= $",
    "--kube-ca-path= $",
    "--kube-cert-data= $",
    "--kube-cert= $",
    "--kube-context-cluster= $",
    "--kube-context-user= $",
    "--kube-impersonate-group= $WERF_KUBE_IMPERSONATE_GROUP_*",
    "--kube-impersonate-uid= $",
    "--kube-impersonate-user= $",
    "--kube-key-data= $",
    "--kube-key= $",
    "--kube-proxy-url= $",
    "--kube-qps-limit= $",
    "--kube-request-timeout= $",
    "--kube-tls-server= $",
    "--release-storage-sql-connection= $",
    "--release-storage= $",
    "--release= $",
    "--network-parallelism= $",
    "--set-docker-config-json-value",
    "--ignore-bundle-js $",
    "--provenance-keyring= $",
    "--provenance-strategy= $",
    "--templates-allow-dns $",
    "--force-adoption $",
    "--no-values-schema-validation $",
    "--delete-propagation= $",
    "--no-final-tracking $",
    "--no-remove-manual-changes $",
    "--no-default-patches $",
    "--patches= $WERF_PATCHES_*",
    "--no-resource-validation $",
    "--resource-validation-cache-lifetime= $",
    "--resource-validation-extra-schema= $WERF_RESOURCE_VALIDATION_EXTRA_SCHEMA_*",
    "--resource-validation-skip= $WERF_RESOURCE_VALIDATION_SKIP_*",
    "--runtime-annotations= $",
    "--runtime-labels= $",
    "--deploy-graph-path= $",
    "--no-install-crds $",
    "--release-info-annotations= $",
    "--release-label= $WERF_RELEASE_LABEL_*",
    "--atomic $",
    "--auto-rollback -R $",
    "--no-create-namespace $",
    "--plan-lifetime=",
    "--render-subchart-notes $",
    "--save-deploy-report $",
    "--use-plan=",
    "--deploy-report-path= $",
    "--hooks-status-progress-period= $WERF_HOOKS_STATUS_PROGRESS_PERIOD_SECONDS",
    "--status-progress-period= $WERF_STATUS_PROGRESS_PERIOD_SECONDS",
    "--releases-history-max= $",
    "--timeout= -t $",
    "--no-pod-logs $",
    "--no-notes $",
    "--rollback-graph-path= $",
    "--to-tag= $",
    "--helm-compatible-chart -C $",
    "--rename-chart= $",
    "--repo=",
    "--from=",
    "--to=",
    "--destination= -d $",
    "--require-built-images -Z $",
    "--without-images $",
    "--use-custom-tag= $",
    "--diff-context-lines= $",
    "--exit-code $",
    "--save-plan=",
    "--show-insignificant-diffs $",
    "--show-plan=",
    "--show-sensitive-diffs $",
    "--show-verbose-crd-diffs $",
    "--show-verbose-diffs $",
    "--use-build-report $",
    "--bundle-dir= -b $",
    "--show-only= -s",
    "--extra-apiversions= $WERF_EXTRA_APIVERSIONS_*",
    "--kube-version= $",
    "--validate $",
    "--include-crds $",
    "--output= $WERF_RENDER_OUTPUT",
    "--as-env-file $",
    "--as-file $",
    "--login-to-registry $",
    "--output-file-path= -o $",
    "--use-docker-auth-config $",
    "--shell= $",
    "--keep-list= $",
    "--keep-stages-built-within-last-n-hours= $",
    "--kube-context= $WERF_SCAN_CONTEXT_ONLY",
    "--kube-scan-namespaces=",
    "--scan-context-namespace-only $",
    "--scan-context-only= $",
    "--without-kube $",
    "--dry-run $",
    "--cleanup-report-path= $",
    "--save-cleanup-report $",
    "--docker-compose-bin-path= $",
    "--docker-compose-command-options= $",
    "--docker-compose-options= $",
    "--stub-tags $",
    "--final-images-only",
    "--password-stdin $",
    "--password= -p $",
    "--username= -u $",
    "--save-uninstall-report $",
    "--uninstall-graph-path= $",
    "--uninstall-report-path= $",
    "--use-deploy-report $",
    "--with-hooks $",
    "--with-namespace $",
    "--help -h",
    "--add-label-separator= $WERF_EXPORT_ADD_LABEL_SEPARATOR",
    "--add-label= $WERF_EXPORT_ADD_LABEL_*",
    "--tag=",
    "--starter= -p",
    "--namespace= -n",
    "--skip-refresh",
    "--ca-file=",
    "--cert-file=",
    "--key-file=",
    "--plain-http",
    "--password=",
    "--username=",
    "--insecure-skip-tls-verify",
    "--keyring=",
    "--verify",
    "--max-col-width=",
    "--revision=",
    "--template=",
    "--output= -o",
    "--all -a",
    "--max=",
    "--set-file=",
    "--set-json=",
    "--set-literal=",
    "--set-string=",
    "--set=",
    "--values= -f",
    "--version=",
    "--pass-credentials",
    "--devel",
    "--timeout=",
    "--no-hooks",
    "--wait",
    "--cleanup-on-fail",
    "--deploy-report-path=",
    "--wait-for-jobs",
    "--force",
    "--generate-name -g",
    "--name-template=",
    "--description=",
    "--atomic",
    "--create-namespace",
    "--dependency-update",
    "--disable-openapi-validation",
    "--enable-dns",
    "--post-renderer-args=",
    "--post-renderer=",
    "--render-subchart-notes",
    "--skip-crds",
    "--dry-run=",
    "--labels= -l",
    "--replace",
    "--quiet",
    "--strict",
    "--with-subcharts",
    "--kube-version=",
    "--date -d",
    "--deployed",
    "--failed",
    "--filter= -f",
    "--max= -m",
    "--offset=",
    "--pending",
    "--reverse -r",
    "--short -q",
    "--superseded",
    "--time-format=",
    "--uninstalled",
    "--uninstalling",
    "--no-headers",
    "--selector= -l",
    "--all-namespaces -A",
    "--helm2-release-storage-namespace= $ $WERF_HELM_RELEASE_STORAGE_NAMESPACE",
    "--helm2-release-storage-type= $ $WERF_HELM_RELEASE_STORAGE_TYPE",
    "--release= $ $WERF_TARGET_RELEASE",
    "--target-namespace= $WERF_NAMESPACE",
    "--target-release= $WERF_RELEASE $",
    "--app-version=",
    "--dependency-update -u",
    "--passphrase-file=",
    "--sign",
    "--destination= -d",
    "--key=",
    "--prov",
    "--untar",
    "--untardir=",
    "--insecure",
    "--password= -p",
    "--username= -u",
    "--password-stdin",
    "--allow-deprecated-repos",
    "--force-update",
    "--no-update",
    "--json",
    "--merge=",
    "--url=",
    "--fail-on-repo-update-fail",
    "--recreate-pods",
    "--dry-run",
    "--history-max=",
    "--endpoint=",
    "--list-repo-url",
    "--fail-on-no-result",
    "--regexp -r",
    "--versions -l",
    "--output-file-path= -o",
    "--jsonpath=",
    "--show-desc",
    "--show-resources",
    "--api-versions= -a",
    "--include-crds",
    "--is-upgrade",
    "--output-dir=",
    "--release-name",
    "--skip-tests",
    "--validate",
    "--filter=",
    "--logs",
    "--keep-history",
    "--cascade=",
    "--ignore-not-found",
    "--install -i",
    "--reset-then-reuse-values",
    "--reset-values",
    "--reuse-values",
    "--short",
    "--force $",
    "--project-name= -N $",
    "--filter= $WERF_INCLUDES_LIST_FILTER",
    "--auto-pull-secret $",
    "--copy-from= $WERF_COPY_FROM_*",
    "--copy-to= $WERF_COPY_TO_*",
    "--extra-options= $",
    "--interactive -i $",
    "--overrides= $",
    "--pod= $",
    "--rm $",
    "--rm-with-namespace $",
    "--tty -t $",
    "--as-group=",
    "--as-uid=",
    "--as-user-extra=",
    "--as=",
    "--cache-dir=",
    "--certificate-authority=",
    "--client-certificate=",
    "--client-key=",
    "--cluster=",
    "--context= $WERF_KUBE_CONTEXT",
    "--disable-compression",
    "--kuberc=",
    "--log-flush-frequency=",
    "--match-server-version",
    "--profile-output=",
    "--profile=",
    "--request-timeout=",
    "--tls-server-name=",
    "--token=",
    "--user=",
    "--v= -v",
    "--vmodule=",
    "--warnings-as-errors",
    "--insecure-skip-tls-verify $WERF_SKIP_TLS_VERIFY_REGISTRY",
    "--server= -s",
    "--kubeconfig= $ $WERF_KUBE_CONFIG",
    "--appendarg=",
    "--command=",
    "--option=",
    "--prependarg=",
    "--section=",
    "--overwrite",
    "--name=",
    "--show-managed-fields",
    "--allow-missing-template-keys",
    "--filename= -f",
    "--recursive -R",
    "--kustomize= -k",
    "--field-manager=",
    "--all",
    "--list",
    "--field-selector=",
    "--local",
    "--resource-version=",
    "--api-group=",
    "--cached",
    "--categories=",
    "--namespaced",
    "--verbs=",
    "--sort-by=",
    "--openapi-patch",
    "--validate=",
    "--subresource=",
    "--grace-period=",
    "--force-conflicts",
    "--prune",
    "--prune-allowlist=",
    "--server-side",
    "--windows-line-endings",
    "--create-annotation",
    "--quiet -q",
    "--pod-running-timeout=",
    "--container= -c",
    "--stdin -i",
    "--tty -t",
    "--remove-extra-permissions",
    "--remove-extra-subjects",
    "--cpu-percent=",
    "--cpu=",
    "--memory=",
    "--min=",
    "--save-config",
    "--namespaces=",
    "--output-directory=",
    "--kubeconfig=",
    "--set-raw-bytes",
    "--proxy-url=",
    "--server=",
    "--embed-certs",
    "--current",
    "--auth-provider-arg=",
    "--auth-provider=",
    "--exec-api-version=",
    "--exec-arg=",
    "--exec-command=",
    "--exec-env=",
    "--exec-interactive-mode=",
    "--exec-provide-cluster-info",
    "--flatten",
    "--merge",
    "--minify",
    "--raw",
    "--no-preserve",
    "--retries=",
    "--edit",
    "--raw=",
    "--aggregation-rule=",
    "--non-resource-url=",
    "--resource-name=",
    "--resource=",
    "--verb=",
    "--clusterrole=",
    "--group=",
    "--serviceaccount=",
    "--from-file=",
    "--append-hash",
    "--from-env-file=",
    "--from-literal=",
    "--schedule=",
    "--image=",
    "--restart=",
    "--replicas= -r",
    "--port=",
    "--annotation=",
    "--class=",
    "--default-backend=",
    "--rule=",
    "--max-unavailable=",
    "--min-available=",
    "--selector=",
    "--global-default",
    "--preemption-policy=",
    "--value=",
    "--hard=",
    "--scopes=",
    "--role=",
    "--docker-email=",
    "--docker-password=",
    "--docker-server=",
    "--docker-username=",
    "--type=",
    "--cert=",
    "--clusterip=",
    "--tcp=",
    "--external-name=",
    "--node-port=",
    "--audience=",
    "--bound-object-kind=",
    "--bound-object-name=",
    "--bound-object-uid=",
    "--duration=",
    "--arguments-only",
    "--copy-to=",
    "--custom=",
    "--keep-annotations",
    "--keep-init-containers",
    "--keep-labels",
    "--keep-liveness",
    "--keep-readiness",
    "--keep-startup",
    "--same-node",
    "--set-image=",
    "--share-processes",
    "--target=",
    "--attach",
    "--env=",
    "--image-pull-policy=",
    "--interactive -i",
    "--now",
    "--show-events",
    "--chunk-size=",
    "--concurrency=",
    "--delete-emptydir-data",
    "--disable-eviction",
    "--ignore-daemonsets",
    "--pod-selector=",
    "--skip-wait-for-delete-timeout=",
    "--output-patch",
    "--types=",
    "--watch -w",
    "--for=",
    "--api-version=",
    "--recursive",
    "--cluster-ip=",
    "--external-ip=",
    "--load-balancer-ip=",
    "--protocol=",
    "--session-affinity=",
    "--target-port=",
    "--override-type=",
    "--overrides=",
    "--label-columns= -L",
    "--output-watch-events",
    "--server-print",
    "--show-kind",
    "--show-labels",
    "--watch-only",
    "--as-current-user",
    "--enable-alpha-plugins",
    "--enable-helm",
    "--helm-api-versions=",
    "--helm-command=",
    "--helm-debug",
    "--helm-kube-version=",
    "--load-restrictor=",
    "--mount=",
    "--network",
    "--network-name=",
    "--env= -e",
    "--all-containers",
    "--all-pods",
    "--follow -f",
    "--ignore-errors",
    "--insecure-skip-tls-verify-backend",
    "--limit-bytes=",
    "--max-log-requests=",
    "--prefix",
    "--previous -p",
    "--since-time=",
    "--since=",
    "--tail=",
    "--timestamps",
    "--patch-file=",
    "--patch= -p",
    "--name-only",
    "--address=",
    "--accept-hosts=",
    "--accept-paths=",
    "--api-prefix=",
    "--append-server-path",
    "--disable-filter",
    "--keepalive=",
    "--port= -p",
    "--reject-methods=",
    "--reject-paths=",
    "--unix-socket= -u",
    "--www-prefix= -P",
    "--www= -w",
    "--to-revision=",
    "--annotations=",
    "--command",
    "--expose",
    "--leave-stdin-open",
    "--privileged",
    "--rm",
    "--current-replicas=",
    "--replicas=",
    "--keys=",
    "--prefix=",
    "--resolve",
    "--containers= -c",
    "--limits=",
    "--requests=",
    "--show-capacity",
    "--show-swap",
    "--use-protocol-buffers",
    "--containers",
    "--sum",
    "--client",
    "--lookup-resources= $WERF_LOOKUP_RESOURCES_*",
    "--from-container-registry= $WERF_META_REPO_MIGRATE_FROM_CONTAINER_REGISTRY",
    "--from-docker-hub-password= $WERF_META_REPO_MIGRATE_FROM_DOCKER_HUB_PASSWORD",
    "--from-docker-hub-token= $WERF_META_REPO_MIGRATE_FROM_DOCKER_HUB_TOKEN",
    "--from-docker-hub-username= $WERF_META_REPO_MIGRATE_FROM_DOCKER_HUB_USERNAME",
    "--from-github-token= $WERF_META_REPO_MIGRATE_FROM_GITHUB_TOKEN",
    "--from-harbor-password= $WERF_META_REPO_MIGRATE_FROM_HARBOR_PASSWORD",
    "--from-harbor-username= $WERF_META_REPO_MIGRATE_FROM_HARBOR_USERNAME",
    "--from-quay-token= $WERF_META_REPO_MIGRATE_FROM_QUAY_TOKEN",
    "--from= $WERF_META_REPO_MIGRATE_FROM",
    "--remove-source $",
    "--to= $WERF_META_REPO_MIGRATE_TO",
    "--print-values $",
    "--output-format= $",
    "--revisions-limit= $WERF_RELEASE_HISTORY_REVISIONS_LIMIT",
    "--hooks-status-progress-period=",
    "--rollback-report-path= $",
    "--save-rollback-report $",
    "--bash",
    "--docker-options= $",
    "--shell",
    "--format= -f",
    "--host= $",
    "--kubernetes $",
    "--kubernetes-namespace-prefix= $",
    "--local $",
    "--local-lock-manager-base-dir= $",
    "--local-stages-storage-cache-base-dir= $",
    "--port= $",
    "--ttl= $"
  ],
  commands: [
    "werf build|1.2 2 3|0-89",
    "werf bundle apply|1.2 2 3|1-35 90-174",
    "werf bundle copy|1.2 2 3|1-16 36 90 175-180",
    "werf bundle download|1.2|1-30 90 181",
    "werf bundle export|1.2|1-31 36-79 91-100 181-184",
    "werf bundle plan|2 3|1-25 31-35 90-159 185-192",
    "werf bundle publish|1.2 2 3|1-88 90-108 176-177 182-184 193",
    "werf bundle render|1.2 2 3|1-35 90-144 194-200",
    "werf chart ts build|2 3|1-10 31 37-45 80 101",
    "werf chart ts init|2 3|1-10 31 37-45 80 101",
    "werf ci-env|1.2 2 3|1-11 31-32 36-45 80-81 201-206",
    "werf cleanup|1.2 2 3|1-34 36-70 80-85 109-113 207-216",
    "werf completion|1.2 2 3|206",
    "werf compose config|1.2 2 3|1-68 71-73 80-87 182-183 193 214 217-220",
    "werf compose down|1.2 2 3|1-68 71-73 80-87 182-183 193 214 217-220",
    "werf compose run|1.2 2 3|1-68 71-73 80-87 182-183 193 214 217-220",
    "werf compose up|1.2 2 3|1-68 71-73 80-87 89 182-183 193 214 217-220",
    "werf config graph|1.2 2 3|1-10 31-32 37-45 80-81 86",
    "werf config list|1.2 2 3|1-10 31-32 37-45 80-81 221",
    "werf config render|1.2 2 3|1-10 31-32 37-45 80-81",
    "werf converge|1.2 2 3|1-89 91-174 182-184 193",
    "werf cr login|1.2 2 3|1-8 11-12 222-224",
    "werf cr logout|1.2 2 3|1-8 11",
    "werf dismiss|1.2 2 3|1-68 80-85 109-137 145-149 167-172 225-230",
    "werf docs|1.2 2 3|1-8 37 231",
    "werf export|1.2 2 3|1-62 69-76 80-82 86-87 182 193 214 232-234",
    "werf helm create|1.2 2 3|1-8 33-35 168-169 235-236",
    "werf helm dependency build|1.2 2 3|1-8 33-35 168-169 236-246",
    "werf helm dependency list|1.2 2 3|1-8 33-35 168-169 236 247",
    "werf helm dependency update|1.2 2 3|1-8 33-35 168-169 236-246",
    "werf helm env|1.2 2 3|1-8 33-35 168-169 236",
    "werf helm get all|1.2 2|1-8 33-35 168-169 236 248-249",
    "werf helm get hooks|1.2 2|1-8 33-35 168-169 236 248",
    "werf helm get manifest|1.2 2|1-8 33-35 168-169 236 248",
    "werf helm get metadata|1.2 2|1-8 33-35 168-169 236 248 250",
    "werf helm get notes|1.2 2|1-8 33-35 168-169 236 248",
    "werf helm get values|1.2 2|1-8 33-35 168-169 236 248 250-251",
    "werf helm get-autogenerated-values|1.2 2 3|1-15 17-62 69-77 80-82 86-87 114 138 168-169 182-184 193 220",
    "werf helm get-namespace|1.2 2 3|1-11 31-35 37-45 80-81 168-169 236",
    "werf helm get-release|1.2 2 3|1-11 31-35 37-45 80-81 114 168-169",
    "werf helm history|1.2 2|1-8 33-35 168-169 236 250 252",
    "werf helm install|1.2 2|1-8 33-35 91-94 102-103 168-169 178 236 238-246 250 253-283",
    "werf helm lint|1.2 2|1-8 31 33-35 91-94 102-103 168-169 236 253-258 284-287",
    "werf helm list|1.2 2|1-8 33-35 168-169 236 250-251 288-303",
    "werf helm migrate2to3|1.2|1-10 16 33-35 168-169 236 304-308",
    "werf helm package|1.2 2 3|1-8 33-35 168-169 236 238-245 259 309-314",
    "werf helm plugin install|1.2 2|1-8 33-35 168-169 236 259",
    "werf helm plugin list|1.2 2|1-8 33-35 168-169 236",
    "werf helm plugin uninstall|1.2 2|1-8 33-35 168-169 236",
    "werf helm plugin update|1.2 2|1-8 33-35 168-169 236",
    "werf helm pull|1.2 2 3|1-8 33-35 168-169 178 236 238-246 259-261 313 315-317",
    "werf helm registry login|1.2 2 3|1-8 33-35 168-169 236 238-241 318-321",
    "werf helm registry logout|1.2 2 3|1-8 33-35 168-169 236",
    "werf helm repo add|1.2 2 3|1-8 33-35 168-169 236 238-240 242-244 260 262 321-324",
    "werf helm repo index|1.2 2 3|1-8 33-35 168-169 236 325-327",
    "werf helm repo list|1.2 2 3|1-8 33-35 168-169 236 250 301",
    "werf helm repo remove|1.2 2 3|1-8 33-35 168-169 236",
    "werf helm repo update|1.2 2 3|1-8 33-35 168-169 236 262 328",
    "werf helm rollback|1.2 2|1-8 33-35 168-169 236 262-268 329-331",
    "werf helm search hub|1.2 2 3|1-8 33-35 168-169 236 247 250 332-334",
    "werf helm search repo|1.2 2 3|1-8 33-35 168-169 236 247 250 259 261 334-336",
    "werf helm secret decrypt|1.2 2 3|1-10 33-35 37-41 168-169 236 337",
    "werf helm secret encrypt|1.2 2 3|1-10 33-35 37-41 168-169 236 337",
    "werf helm secret file decrypt|1.2 2 3|1-10 33-35 37-41 168-169 236 337",
    "werf helm secret file edit|1.2 2 3|1-10 33-35 37-41 168-169 236",
    "werf helm secret file encrypt|1.2 2 3|1-10 33-35 37-41 168-169 236 337",
    "werf helm secret generate-secret-key|1.2 2 3|1-8 33-35 168-169 236",
    "werf helm secret rotate-secret-key|1.2 2 3|1-10 31-35 37-45 80-81 168-169 236",
    "werf helm secret values decrypt|1.2 2 3|1-10 33-35 37-41 168-169 236 337",
    "werf helm secret values edit|1.2 2 3|1-10 33-35 37-41 168-169 236",
    "werf helm secret values encrypt|1.2 2 3|1-10 33-35 37-41 168-169 236 337",
    "werf helm show all|1.2 2 3|1-8 33-35 168-169 178 236 238-246 259-261",
    "werf helm show chart|1.2 2 3|1-8 33-35 168-169 178 236 238-246 259-261",
    "werf helm show crds|1.2 2 3|1-8 33-35 168-169 178 236 238-246 259-261",
    "werf helm show readme|1.2 2 3|1-8 33-35 168-169 178 236 238-246 259-261",
    "werf helm show values|1.2 2 3|1-8 33-35 168-169 178 236 238-246 259-261 338",
    "werf helm status|1.2 2|1-8 33-35 168-169 236 248 250 339-340",
    "werf helm template|1.2 2|1-8 33-35 91-94 102-103 168-169 178 195 236 238-246 253-283 287 341-347",
    "werf helm test|1.2 2|1-8 33-35 168-169 236 262 348-349",
    "werf helm uninstall|1.2 2|1-8 33-35 168-169 236 262-264 271 330 350-352",
    "werf helm upgrade|1.2 2|1-8 33-35 91-94 102-103 168-169 178 236 238-246 250 253-268 271-282 331 353-356",
    "werf helm verify|1.2 2 3|1-8 33-35 168-169 236 245",
    "werf helm version|1.2 2 3|1-8 33-35 168-169 236 249 357",
    "werf help|1.2 2 3|",
    "werf host cleanup|1.2 2 3|1-14 36 38-41 63-68 83-85 214 358-359",
    "werf host purge|1.2 2 3|1-14 36 38-41 46 214 268 359",
    "werf includes get-file|2 3|1-10 15 31 36-45 71 81 89",
    "werf includes ls-files|2 3|1-10 15 31 36-45 71 81 89 360",
    "werf includes update|2 3|1-10 15 31 36-45 71 89",
    "werf kube-run|1.2 2 3|1-15 17-62 71-73 80-82 87 89 91-92 109-133 182 193 214 361-370",
    "werf kubectl|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl alpha kuberc|3|9-10 33 236 242-243 371-396",
    "werf kubectl alpha kuberc set|3|9-10 33 236 242-243 371-403",
    "werf kubectl alpha kuberc view|3|9-10 33 236 242-243 249-250 371-396 404-405",
    "werf kubectl annotate|1.2 2 3|9-10 33 236 242-243 249-250 281 302-303 371-396 402 404-414",
    "werf kubectl api-resources|1.2 2 3|9-10 33 236 242-243 250 301 371-396 404 415-420",
    "werf kubectl api-versions|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl apply|1.2 2 3|9-10 33 236 242-243 249-250 262 264 268 281 302 351 371-396 402 404-410 421-428",
    "werf kubectl apply edit-last-applied|1.2 2 3|9-10 33 236 242-243 249-250 371-396 404-409 422 429",
    "werf kubectl apply set-last-applied|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-406 430",
    "werf kubectl apply view-last-applied|1.2 2 3|9-10 33 236 242-243 250 302 371-396 406-408 410",
    "werf kubectl attach|1.2 2 3|9-10 33 236 242-243 371-396 431-435",
    "werf kubectl auth|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl auth can-i|1.2 2 3|9-10 33 236 242-243 301 303 371-396 411 423 431",
    "werf kubectl auth reconcile|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-408 436-437",
    "werf kubectl auth whoami|1.2 2 3|9-10 33 236 242-243 249-250 371-396 404-405",
    "werf kubectl autoscale|1.2 2 3|9-10 33 236 242-243 249-250 252 281 371-396 403-409 438-442",
    "werf kubectl certificate|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl certificate approve|1.2 2 3|9-10 33 236 242-243 249-250 268 371-396 404-408",
    "werf kubectl certificate deny|1.2 2 3|9-10 33 236 242-243 249-250 268 371-396 404-408",
    "werf kubectl cluster-info|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl cluster-info dump|1.2 2 3|9-10 33 236 242-243 249-250 303 371-396 404-405 432 443-444",
    "werf kubectl completion|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl config|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config current-context|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config delete-cluster|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config delete-context|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config delete-user|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config get-clusters|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config get-contexts|1.2 2 3|9-10 33 236 242-243 250 301 371-395 445",
    "werf kubectl config get-users|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config rename-context|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config set|1.2 2 3|9-10 33 236 242-243 371-395 445-446",
    "werf kubectl config set-cluster|1.2 2 3|9-10 33 236 242-244 371-393 445 447-449",
    "werf kubectl config set-context|1.2 2 3|9-10 33 236 242-243 371-395 445 450",
    "werf kubectl config set-credentials|1.2 2 3|9-10 33 236 242-243 371-395 445 449 451-458",
    "werf kubectl config unset|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config use-context|1.2 2 3|9-10 33 236 242-243 371-395 445",
    "werf kubectl config view|1.2 2 3|9-10 33 236 242-243 249-250 371-395 404-405 445 459-462",
    "werf kubectl cordon|1.2 2 3|9-10 33 236 242-243 281 302 371-396",
    "werf kubectl cp|1.2 2 3|9-10 33 236 242-243 371-396 433 463-464",
    "werf kubectl create|1.2 2 3|9-10 33 236 242-243 249-250 281 302 371-396 404-409 422 429 442 465-466",
    "werf kubectl create clusterrole|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 467-471",
    "werf kubectl create clusterrolebinding|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 472-474",
    "werf kubectl create configmap|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 475-478",
    "werf kubectl create cronjob|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 479-481",
    "werf kubectl create deployment|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 480 482-483",
    "werf kubectl create ingress|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 484-487",
    "werf kubectl create job|1.2 2 3|9-10 33 179 236 242-243 249-250 281 371-396 404-405 409 422 442 480",
    "werf kubectl create namespace|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442",
    "werf kubectl create poddisruptionbudget|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 488-490",
    "werf kubectl create priorityclass|1.2 2 3|9-10 33 236 242-243 249-250 271 281 371-396 404-405 409 422 442 491-493",
    "werf kubectl create quota|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 494-495",
    "werf kubectl create role|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 469-471",
    "werf kubectl create rolebinding|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 472-474 496",
    "werf kubectl create secret|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl create secret docker-registry|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 475-476 497-500",
    "werf kubectl create secret generic|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 475-478 501",
    "werf kubectl create secret tls|1.2 2 3|9-10 33 236 242-243 249-250 281 314 371-396 404-405 409 422 442 476 502",
    "werf kubectl create service|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl create service clusterip|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 503-504",
    "werf kubectl create service externalname|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 504-505",
    "werf kubectl create service loadbalancer|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 504",
    "werf kubectl create service nodeport|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442 504 506",
    "werf kubectl create serviceaccount|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-405 409 422 442",
    "werf kubectl create token|1.2 2 3|9-10 33 236 242-243 249-250 371-396 404-405 507-511",
    "werf kubectl debug|1.2 2 3|9-10 33 236 242-243 283 371-396 406 431 433-435 480 512-527",
    "werf kubectl delete|1.2 2 3|9-10 33 236 242-243 250 262 264 268 281 302-303 351-352 371-396 406-408 410 412 424 466 528-529",
    "werf kubectl describe|1.2 2 3|9-10 33 236 242-243 302-303 371-396 406-408 530-531",
    "werf kubectl diff|1.2 2 3|9-10 33 236 242-243 302 371-396 404 406-409 425-428 532",
    "werf kubectl drain|1.2 2 3|9-10 33 236 242-243 262 268 281 302 371-396 424 531 533-537",
    "werf kubectl edit|1.2 2 3|9-10 33 236 242-243 249-250 371-396 404-409 422-423 429 442 538",
    "werf kubectl events|1.2 2 3|9-10 33 236 242-243 249-250 301 303 371-396 404-405 531 539-541",
    "werf kubectl exec|1.2 2 3|9-10 33 236 242-243 371-396 406 431-435",
    "werf kubectl explain|1.2 2 3|9-10 33 236 242-243 250 371-396 542-543",
    "werf kubectl expose|1.2 2 3|9-10 33 236 242-243 249-250 281-282 371-396 403-409 442 483 490 501 544-551",
    "werf kubectl get|1.2 2 3|9-10 33 236 242-243 249-250 301-303 352 371-396 404-408 412 420 423 466 531 540 552-557",
    "werf kubectl kustomize|1.2 2 3|9-10 33 236 242-243 250 371-396 558-569",
    "werf kubectl label|1.2 2 3|9-10 33 236 242-243 249-250 281 302-303 371-396 402 404-414",
    "werf kubectl logs|1.2 2 3|9-10 33 236 242-243 302 371-396 432-433 570-582",
    "werf kubectl options|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl patch|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-409 413 423 501 583-584",
    "werf kubectl plugin|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl plugin list|1.2 2 3|9-10 33 236 242-243 371-396 585",
    "werf kubectl port-forward|1.2 2 3|9-10 33 236 242-243 371-396 432 586",
    "werf kubectl proxy|1.2 2 3|9-10 33 236 242-243 371-396 586-598",
    "werf kubectl replace|1.2 2 3|9-10 33 236 242-243 249-250 262 264 268 281 351 371-396 404-409 422-424 442 466",
    "werf kubectl rollout|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl rollout history|1.2 2 3|9-10 33 236 242-243 248-250 302 371-396 404-408",
    "werf kubectl rollout pause|1.2 2 3|9-10 33 236 242-243 249-250 302 371-396 404-409",
    "werf kubectl rollout restart|1.2 2 3|9-10 33 236 242-243 249-250 302 371-396 404-409",
    "werf kubectl rollout resume|1.2 2 3|9-10 33 236 242-243 249-250 302 371-396 404-409",
    "werf kubectl rollout status|1.2 2 3|9-10 33 236 242-243 248 262 302 371-396 406-408 540",
    "werf kubectl rollout undo|1.2 2 3|9-10 33 236 242-243 249-250 281 302 371-396 404-408 599",
    "werf kubectl run|1.2 2 3|9-10 33 236 242-243 249-250 262 264 268 281-282 351 371-396 404-409 424 431-432 434-435 442 480-481 483 525-527 550-551 600-605",
    "werf kubectl scale|1.2 2 3|9-10 33 236 242-243 249-250 262 281 302 371-396 404-408 410 414 606-607",
    "werf kubectl set|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl set env|1.2 2 3|9-10 33 179 236 242-243 249-250 281 302 371-396 402 404-411 413 569 608-611",
    "werf kubectl set image|1.2 2 3|9-10 33 236 242-243 249-250 281 302 371-396 404-410 413",
    "werf kubectl set resources|1.2 2 3|9-10 33 236 242-243 249-250 281 302 371-396 404-410 413 611-613",
    "werf kubectl set selector|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-407 409-410 413-414",
    "werf kubectl set serviceaccount|1.2 2 3|9-10 33 236 242-243 249-250 281 371-396 404-410 413",
    "werf kubectl set subject|1.2 2 3|9-10 33 236 242-243 249-250 281 302 371-396 404-410 413 473-474",
    "werf kubectl taint|1.2 2 3|9-10 33 236 242-243 249-250 281 302 371-396 402 404-405 409-410 422",
    "werf kubectl top|1.2 2 3|9-10 33 236 242-243 371-396",
    "werf kubectl top node|1.2 2 3|9-10 33 236 242-243 301-302 371-396 420 614-616",
    "werf kubectl top pod|1.2 2 3|9-10 33 236 242-243 301-303 371-396 412 420 615-618",
    "werf kubectl uncordon|1.2 2 3|9-10 33 236 242-243 281 302 371-396",
    "werf kubectl version|1.2 2 3|9-10 33 236 242-243 250 371-396 619",
    "werf kubectl wait|1.2 2 3|9-10 33 236 242-243 249-250 262 302-303 371-396 404-407 410 412-413 541",
    "werf lint|2 3|1-25 31-57 69-77 80-82 86-87 91-147 150-155 182-184 193 196-198 220 620",
    "werf managed-images add|1.2 2 3|1-62 71 80-82",
    "werf managed-images ls|1.2 2 3|1-62 71 80-82",
    "werf managed-images rm|1.2 2 3|1-62 71 80-82",
    "werf meta-repo detach|3|1-15 17-25 31-32 36-45 71 80-81",
    "werf meta-repo migrate|3|1-15 31-32 36-45 71 80-81 621-631",
    "werf plan|1.2 2 3|1-89 91-159 168-171 182-193 220",
    "werf purge|1.2 2 3|1-70 80-85 214-216",
    "werf release get|3|1-9 33-35 109-137 632-633",
    "werf release history|3|1-9 33-35 109-136 633-634",
    "werf release list|3|1-9 33-35 109-135 137 633",
    "werf render|1.2 2 3|1-62 69-82 86-87 91-144 168-170 182-184 193 195-200 220 620",
    "werf rollback|2 3|1-10 15 31 33-35 37-45 80-81 91-92 109-137 143-155 158-159 169-174 248 635-637",
    "werf run|1.2 2 3|1-62 71-73 80-82 87 89 182 193 214 638-640",
    "werf slugify|1.2 2 3|1-8 641",
    "werf stages copy|2 3|1-15 17-25 31-32 36-57 69-70 73-77 80-82 85-86 179-180 193 410",
    "werf synchronization|1.2 2|1-10 33-35 38-41 642-649",
    "werf version|1.2 2 3|"
  ]
};

// src/command/catalogue.ts
var notInFamilies = ["WERF_SET_DOCKER_CONFIG_JSON_VALUE"];
var commandRows = new Map(
  catalogue_default.commands.map((line) => {
    const [name = "", groups = "", places = ""] = line.split("|");
    return [name, { groups, places }];
  })
);
var optionsByCommand = /* @__PURE__ */ new Map();
var commandNames = [...commandRows.keys()];
var source = catalogue_default.source;
function optionsOf(command) {
  const decoded = optionsByCommand.get(command);
  if (decoded !== void 0) return decoded;
  const options = /* @__PURE__ */ new Map();
  for (const range of commandRows.get(command)?.places.split(" ") ?? []) {
    if (range === "") continue;
    const [first = 0, last = first] = range.split("-").map(Number);
    for (const row of catalogue_default.options.slice(first, last + 1)) {
      const option = decodeOption(row);
      options.set(option.name, option);
    }
  }
  if (commandRows.has(command)) optionsByCommand.set(command, options);
  return options;
}
var variableFamilies = catalogue_default.families;
function variableOf(name) {
  const isException = catalogue_default.familyExceptions.includes(name) || notInFamilies.some((prefix) => name.startsWith(prefix));
  if (isException) return name;
  return catalogue_default.families.find((family) => name.startsWith(family.slice(0, -1))) ?? name;
}
function decodeOption(row) {
  const [head = "", ...marks] = row.split(" ");
  const takesValue = head.endsWith("=");
  const name = head.slice("--".length, takesValue ? -"=".length : void 0);
  const implied = `WERF_${name.toUpperCase().replaceAll("-", "_")}`;
  return {
    name,
    short: marks.find((mark) => mark.startsWith("-"))?.slice("-".length),
    takesValue,
    variables: marks.filter((mark) => mark.startsWith("$")).map((mark) => mark === "$" ? implied : mark.slice("$".length))
  };
}

// src/command/options.ts
var unknownCommand = "werf";
var unreportedCommands = /* @__PURE__ */ new Set([
  "werf completion",
  "werf help",
  "werf synchronization",
  "werf version"
]);
var helpOption = { name: "help", short: "h", takesValue: false, variables: [] };
var goFalse = /* @__PURE__ */ new Set(["0", "f", "F", "false", "False", "FALSE"]);
function describeCommand(argv, env, platform) {
  const { command, given } = readCommandLine(argv);
  const onCommandLine = countEach(given.map(({ name }) => name));
  const inEnvironment = countEach(optionsInEnvironment(command, env, platform));
  const options = [];
  for (const name of optionsOf(command).keys()) {
    const asCli = onCommandLine.get(name) ?? 0;
    const asEnv = inEnvironment.get(name) ?? 0;
    if (asCli + asEnv > 0) options.push({ name, asCli: asCli > 0, asEnv: asEnv > 0, count: asCli + asEnv });
  }
  options.sort((left, right) => left.name < right.name ? -1 : 1);
  return { command, reported: isReported(argv, command, given), options };
}
function isKnownCommand(command) {
  return commandNames.includes(command);
}
function isKnownOption(command, option) {
  return optionsOf(command).has(option);
}
function readCommandLine(argv) {
  const words = new Set(argv);
  let best;
  for (const command of commandNames) {
    const commandWords = command.split(" ").slice(1);
    if (commandWords.length <= (best?.length ?? 0) || !commandWords.every((word) => words.has(word))) continue;
    const given = readAs(command, commandWords, argv);
    if (given !== void 0) best = { line: { command, given }, length: commandWords.length };
  }
  return best?.line ?? { command: unknownCommand, given: readAs(unknownCommand, [], argv) ?? [] };
}
function readAs(command, commandWords, argv) {
  const known = optionsOf(command);
  const given = [];
  let matched = 0;
  let position = 0;
  while (position < argv.length) {
    const word = argv[position++] ?? "";
    if (word === "--") break;
    const isFlag = word.startsWith("-") && word !== "-";
    if (isFlag) {
      const flags = word.startsWith("--") ? [readLongFlag(word, known)] : readShortFlags(word, known);
      for (const { option, value, isWhole } of flags) {
        let ownValue = value;
        if (ownValue === void 0 && option?.takesValue) ownValue = argv[position++];
        if (option !== void 0) given.push({ name: option.name, value: ownValue });
        else if (isWhole && matched < commandWords.length && argv[position]?.startsWith("-") === false) position++;
      }
    } else if (matched < commandWords.length && word !== "") {
      if (word !== commandWords[matched]) return void 0;
      matched++;
    }
  }
  return matched === commandWords.length ? given : void 0;
}
function readLongFlag(word, known) {
  const equals = word.indexOf("=");
  const name = word.slice("--".length, equals < 0 ? void 0 : equals);
  const option = known.get(name) ?? (name === helpOption.name ? helpOption : void 0);
  return { option, value: equals < 0 ? void 0 : word.slice(equals + 1), isWhole: equals < 0 };
}
function readShortFlags(word, known) {
  const flags = [];
  for (let position = 1; position < word.length; position++) {
    const letter = word.charAt(position);
    const rest = word.slice(position + 1);
    const option = shortOption(letter, known);
    if (rest.length > 1 && rest.startsWith("=")) return [...flags, { option, value: rest.slice(1), isWhole: false }];
    if (option?.takesValue && rest !== "") return [...flags, { option, value: rest, isWhole: false }];
    flags.push({ option, value: void 0, isWhole: word.length === 2 });
    if (option === void 0) break;
  }
  return flags;
}
function shortOption(letter, known) {
  for (const option of known.values()) if (option.short === letter) return option;
  return letter === helpOption.short ? helpOption : void 0;
}
function optionsInEnvironment(command, env, platform) {
  const optionsByVariable = /* @__PURE__ */ new Map();
  for (const { name, variables } of optionsOf(command).values()) {
    for (const variable of variables) {
      optionsByVariable.set(variable, [...optionsByVariable.get(variable) ?? [], name]);
    }
  }
  const names = Object.keys(env).filter((name) => env[name] !== void 0 && env[name] !== "");
  const distinct = new Set(platform === "win32" ? names.map(upperCase) : names);
  return [...distinct].flatMap((name) => optionsByVariable.get(variableOf(name)) ?? []);
}
function upperCase(name) {
  return name.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}
function isReported(argv, command, given) {
  if (argv.every((word) => word === "" || word === "--")) return false;
  const help = given.findLast(({ name }) => name === helpOption.name);
  const asksForHelp = help !== void 0 && !goFalse.has(help.value);
  return !asksForHelp && !unreportedCommands.has(command);
}
function countEach(names) {
  const counts = /* @__PURE__ */ new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

// src/context/ci.ts
var GO_OS = /* @__PURE__ */ new Map([
  ["linux", "linux"],
  ["darwin", "darwin"],
  ["win32", "windows"]
]);
var GO_ARCH = /* @__PURE__ */ new Map([
  ["x64", "amd64"],
  ["arm64", "arm64"],
  ["ia32", "386"],
  ["arm", "arm"],
  ["ppc64", "ppc64le"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"]
]);
var isTrue = (value) => ["1", "true", "yes"].includes(value);
var isNotEmpty = (value) => value !== "";
var CI_SYSTEMS = [
  ["GITLAB_CI", isTrue, "gitlab"],
  ["JENKINS_URL", isNotEmpty, "jenkins"],
  ["TRAVIS", isTrue, "travis"],
  ["GITHUB_ACTIONS", isTrue, "github-actions"],
  ["CIRCLECI", isTrue, "circleci"],
  ["TEAMCITY_VERSION", isNotEmpty, "teamcity"],
  ["BUDDY", isTrue, "buddy"],
  ["GO_SERVER_URL", isNotEmpty, "gocd"]
];
var CHANNELS = ["alpha", "beta", "ea", "stable", "rock-solid"];
var GROUP_CHANNELS = /* @__PURE__ */ new Set([
  ...["1.2", "2", "3"].flatMap((group) => CHANNELS.map((channel) => `${group} ${channel}`)),
  "3 dev"
]);
var CI_NAMES = new Set(CI_SYSTEMS.map(([, , ciName]) => ciName));
function goOs(platform) {
  return GO_OS.get(platform);
}
function goArch(arch) {
  return GO_ARCH.get(arch);
}
var isGoOs = (name) => [...GO_OS.values()].includes(name);
var isGoArch = (name) => [...GO_ARCH.values()].includes(name);
function isGroupChannel(value) {
  return GROUP_CHANNELS.has(value);
}
function readRunContext(env, platform, arch) {
  const os = goOs(platform);
  const architecture = goArch(arch);
  const groupChannel = env["TRDL_USE_WERF_GROUP_CHANNEL"] ?? "";
  const ciName = CI_SYSTEMS.findLast(([variable, isSet]) => isSet(env[variable] ?? ""))?.[2];
  return {
    ...architecture !== void 0 && { arch: architecture },
    ...os !== void 0 && { os },
    ...isGroupChannel(groupChannel) && { groupChannel },
    ...isTrue(env["CI"] ?? "") && { ci: true },
    ...ciName !== void 0 && { ciName }
  };
}

// src/context/git.ts
async function readOriginUrl(git) {
  const result = await git(["config", "--local", "--null", "--get-all", "remote.origin.url"]);
  const url = result?.exitCode === 0 ? result.stdout.split("\0")[0] : void 0;
  return url === "" ? void 0 : url;
}

// src/context/project.ts
import { createHash } from "node:crypto";
function projectIdOf(origin) {
  const endpoint = parseEndpoint(origin);
  if (endpoint === void 0) return "";
  return createHash("sha256").update(endpoint.host).update(":::").update(projectPath(endpoint.path)).digest("hex");
}
function originOfWorkflow(env) {
  const server = env["GITHUB_SERVER_URL"] ?? "";
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  return server !== "" && repository !== "" ? `${server}/${repository}` : void 0;
}
function projectPath(path) {
  const query = path.indexOf("?");
  const withoutQuery = query === -1 ? path : path.subarray(0, query);
  const relative = withoutQuery.at(0) === 47 ? withoutQuery.subarray(1) : withoutQuery;
  const suffix = Buffer.from(".git");
  return relative.subarray(-suffix.length).equals(suffix) ? relative.subarray(0, -suffix.length) : relative;
}
function parseEndpoint(origin) {
  if (/^[^:]+:\/\//.test(origin)) return parseUrl(origin);
  const scpLike = /^(?:[^@]+@)?(?<host>[^:\t\n\f\r ]+):(?:[0-9]{1,5}:)?(?<path>[^\\\n].*)$/.exec(origin)?.groups;
  return { host: scpLike?.["host"] ?? "", path: Buffer.from(scpLike?.["path"] ?? origin) };
}
function parseUrl(url) {
  if (/[\x00-\x1f\x7f]/.test(url)) return void 0;
  const parts = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?<authority>[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/.exec(
    url
  )?.groups;
  if (parts === void 0) return void 0;
  const host = hostOf(parts["authority"] ?? "");
  const path = percentDecode(parts["path"] ?? "");
  const fragment = percentDecode(parts["fragment"] ?? "");
  if (host === void 0 || path === void 0 || fragment === void 0) return void 0;
  return {
    host,
    path: Buffer.concat([path, Buffer.from(parts["query"] ?? ""), fragment.length > 1 ? fragment : Buffer.of()])
  };
}
function hostOf(authority) {
  const at = authority.lastIndexOf("@");
  const user = at === -1 ? "" : authority.slice(0, at);
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || percentDecode(user) === void 0) return void 0;
  const hostPort = authority.slice(at + 1);
  const bracketed = /^(\[.*\])(?::[0-9]*)?$/.exec(hostPort)?.[1];
  if (bracketed !== void 0) return bracketed;
  const host = /^([^:]*)(?::[0-9]*)?$/.exec(hostPort)?.[1];
  if (host === void 0 || /[\x00-\x7f]/.test(host.replace(/[\w\-.~!$&'()*+,;=<>"]/g, ""))) return void 0;
  return host;
}
function percentDecode(text) {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return void 0;
  const bytes = Buffer.from(text).toString("latin1");
  return Buffer.from(
    bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1"
  );
}

// src/telemetry/event.ts
function commandStarted(execution, ts, options) {
  return event(execution, ts, "CommandStarted", options.length > 0 ? { commandOptions: options } : {});
}
function commandExited(execution, ts, exitCode, durationMs) {
  return event(execution, ts, "CommandExited", { exitCode, durationMs });
}
function event({ executionID, projectID, command, attributes }, ts, eventType, eventData) {
  const { arch, os, version, groupChannel, ci, ciName } = attributes;
  return {
    ts,
    executionID,
    projectID,
    command,
    attributes: {
      ...arch !== void 0 && { arch },
      ...os !== void 0 && { os },
      ...groupChannel !== void 0 && { groupChannel },
      ...version !== void 0 && { version },
      ...ci !== void 0 && { ci },
      ...ciName !== void 0 && { ciName }
    },
    eventType,
    eventData,
    schemaVersion: 1
  };
}

// src/telemetry/event-log.ts
import { closeSync, constants, openSync, writeSync } from "node:fs";
function openEventLog(path) {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  let file;
  return {
    append: (event2) => {
      file ??= openSync(path, flags, 420);
      writeWhole(file, `${JSON.stringify(event2)}
`);
    },
    close: () => {
      if (file !== void 0) closeSync(file);
      file = void 0;
    }
  };
}
function writeWhole(file, text) {
  const bytes = Buffer.from(text);
  const written = writeSync(file, bytes);
  if (written !== bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes could be written`);
}

// src/telemetry/executions.ts
function adoptExecution(command, executionId) {
  let main;
  return (event2) => {
    if (main === void 0 && event2.command === command) main = event2.executionID;
    if (event2.executionID !== main) return event2;
    if (event2.eventType === "CommandStarted" || event2.eventType === "CommandExited") return void 0;
    return { ...event2, executionID: executionId };
  };
}

// src/telemetry/gate.ts
import { createHash as createHash2 } from "node:crypto";
var CONTAINER_BACKENDS = ["docker", "buildah"];
var CONFIG_TYPES = ["stapel", "dockerfile", "staged", "unknown"];
var BASE_IMAGE_SOURCES = ["repo", "secondary", ""];
var STAGES = [
  "from",
  "beforeInstall",
  "dependenciesBeforeInstall",
  "gitArchive",
  "install",
  "dependenciesAfterInstall",
  "beforeSetup",
  "dependenciesBeforeSetup",
  "setup",
  "dependenciesAfterSetup",
  "gitCache",
  "gitLatestPatch",
  "dockerInstructions",
  "dockerfile",
  "imageSpec",
  "manifest",
  "importsBeforeInstall",
  "importsAfterInstall",
  "importsBeforeSetup",
  "importsAfterSetup"
];
var DOCKERFILE_INSTRUCTIONS = "ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR";
var DOCKERFILE_STAGE = new RegExp(`^(?:\\d{1,6}-?)?(?:${DOCKERFILE_INSTRUCTIONS})(?:-?\\d{1,6})?$`);
var bool = (value) => typeof value === "boolean" ? value : void 0;
var count = (value) => isCount(value) ? value : void 0;
var integer = (value) => Number.isSafeInteger(value) ? value : void 0;
var emptied = (value) => value === void 0 ? void 0 : "";
var versionText = (value) => typeof value === "string" && isVersion(value) ? value : "";
var oneOf = (allowed) => (value) => typeof value === "string" && allowed.includes(value) ? value : void 0;
var stage = (value) => typeof value === "string" && (STAGES.includes(value) || DOCKERFILE_STAGE.test(value)) ? value : void 0;
var image = (value, { image: rule }) => typeof value === "string" ? rule(value) : void 0;
var EVENT_DATA = {
  CommandStarted: { commandOptions: (value, scope) => commandOptions(value, scope) },
  CommandExited: { exitCode: integer, durationMs: count },
  UnshallowFailed: { errorMessage: emptied, gitlabRunnerVersion: versionText, gitlabServerVersion: versionText },
  BuildStarted: { imagesCount: count, containerBackend: oneOf(CONTAINER_BACKENDS), inContainer: bool },
  BuildFinished: { durationMs: count, success: bool, imagesCount: count },
  ImageBuildFinished: { image, durationMs: count, rebuilt: bool, configType: oneOf(CONFIG_TYPES) },
  StageBuildFinished: {
    image,
    stage,
    durationMs: count,
    fromCache: bool,
    baseImageSource: oneOf(BASE_IMAGE_SOURCES),
    baseImagePulled: bool
  }
};
function isVersion(text) {
  return text === "dev" || /^v?\d{1,5}\.\d{1,5}(?:\.\d{1,5}){0,2}(?:[-+][0-9A-Za-z]{1,12}(?:[.+-]\d{1,8}){0,3})?$/.test(text);
}
var hashImage = (name) => createHash2("sha256").update(name).digest("hex");
function eventOfSpan(span) {
  return {
    ...Object.fromEntries(span),
    eventData: json(span.get("eventData")),
    attributes: json(span.get("attributes"))
  };
}
function passGate(event2, names, imageRule) {
  const { ts, executionID, userID, projectID, command, attributes, eventType, eventData, schemaVersion } = fields(event2);
  if (!isCount(ts) || !isUuid(executionID) || !isEventType(eventType)) return void 0;
  if (typeof command !== "string" || !names.isKnownCommand(command)) return void 0;
  if (!isCount(schemaVersion) || schemaVersion > 99) return void 0;
  const scope = { command, names, image: imageRule };
  return {
    ts,
    executionID,
    ...userID !== void 0 && { userID: "" },
    projectID: isHash(projectID) ? projectID : "",
    command,
    attributes: passAttributes(fields(attributes)),
    eventType,
    eventData: passFields(fields(eventData), EVENT_DATA[eventType], scope),
    schemaVersion
  };
}
function passAttributes({ arch, os, groupChannel, version, ci, ciName, extra }) {
  return {
    ...typeof arch === "string" && isGoArch(arch) && { arch },
    ...typeof os === "string" && isGoOs(os) && { os },
    ...typeof groupChannel === "string" && isGroupChannel(groupChannel) && { groupChannel },
    ...typeof version === "string" && isVersion(version) && { version },
    ...ci === true && { ci },
    ...typeof ciName === "string" && CI_NAMES.has(ciName) && { ciName },
    ...extra !== void 0 && { extra: {} }
  };
}
function passFields(data, guards, scope) {
  const passed = {};
  for (const [name, guard] of Object.entries(guards)) {
    const value = guard(data[name], scope);
    if (value !== void 0 && Object.hasOwn(data, name)) passed[name] = value;
  }
  return passed;
}
function commandOptions(value, { command, names }) {
  if (!Array.isArray(value)) return void 0;
  return value.flatMap((option) => {
    const { name, asCli, asEnv, count: times } = fields(option);
    if (typeof name !== "string" || !names.isKnownOption(command, name)) return [];
    return [{ name, asCli: asCli === true, asEnv: asEnv === true, count: isCount(times) ? times : 0 }];
  });
}
function fields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
function json(text) {
  try {
    return typeof text === "string" ? JSON.parse(text) : void 0;
  } catch {
    return void 0;
  }
}
function isEventType(value) {
  return typeof value === "string" && Object.hasOwn(EVENT_DATA, value);
}
function isCount(value) {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
function isUuid(value) {
  return typeof value === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
function isHash(value) {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

// src/telemetry/reporter.ts
var MAX_EVENTS_IN_REQUEST = 500;
function createReporter({ log, spool: openedSpool, send, newSpanIds: newSpanIds2, debug }) {
  const queue = [];
  let spool = openedSpool;
  let added = 0;
  let failed = false;
  let stopped = false;
  let requestEnd;
  const resumedEnds = [];
  let flushing;
  const inSpool = (write) => {
    if (spool === void 0) return;
    try {
      write(spool);
    } catch (error) {
      debug(`The telemetry spool cannot be written: ${String(error)}`);
      spool = void 0;
    }
  };
  const enqueue = (event2, ready) => {
    added += 1;
    const queued = { number: added, span: { ...newSpanIds2(), event: event2 }, ready, logged: false };
    queue.push(queued);
    inSpool((file) => file.keep(queued.number, queued.span));
    return queued;
  };
  const nextRequest = () => {
    if (requestEnd === void 0) {
      const notReady = queue.findIndex(({ ready: ready2 }) => !ready2);
      const ready = queue.slice(0, Math.min(notReady === -1 ? queue.length : notReady, MAX_EVENTS_IN_REQUEST));
      const last = ready.at(-1);
      if (last === void 0) return [];
      requestEnd = resumedEnds.shift() ?? last.number;
    }
    const end = requestEnd;
    const request = queue.slice(0, queue.findLastIndex(({ number }) => number <= end) + 1);
    if (log !== void 0) {
      for (const queued of request) {
        if (!queued.logged) log.append(queued.span.event);
        queued.logged = true;
      }
      inSpool((file) => file.logged(end));
    }
    inSpool((file) => file.requested(end));
    return request;
  };
  const giveUp = (error) => {
    debug(`Telemetry is not sent: ${String(error)}`);
    failed = true;
    stopped = true;
    inSpool((file) => file.settled(added));
    queue.length = 0;
    return void 0;
  };
  const settle = (request, outcome) => {
    if (outcome.kind === "rejected") failed = true;
    queue.splice(0, request.length);
    requestEnd = void 0;
    inSpool((file) => file.settled(request.at(-1)?.number ?? 0));
  };
  const flushQueue = async (signal) => {
    let outcome;
    try {
      for (let request = nextRequest(); request.length > 0; request = nextRequest()) {
        outcome = await send(encodeTraceRequest(request.map(({ span }) => span)), signal);
        if (outcome.kind !== "delivered") debug(`Telemetry of ${request.length} events: ${outcome.reason}`);
        if (outcome.kind === "unavailable") return outcome;
        settle(request, outcome);
      }
      return outcome;
    } catch (error) {
      return giveUp(error);
    }
  };
  return {
    add: (event2) => {
      if (!stopped) enqueue(event2, true);
    },
    hold: (event2) => {
      const queued = enqueue(event2, false);
      return (complete) => {
        queued.span = { ...queued.span, event: complete };
        queued.ready = true;
        inSpool((file) => file.keep(queued.number, queued.span));
      };
    },
    resume: (requests) => {
      for (const request of requests) {
        const last = request.at(-1);
        if (last === void 0) continue;
        resumedEnds.push(last.number);
        queue.push(...request.map(({ number, span, logged }) => ({ number, span, ready: true, logged })));
        added = last.number;
      }
    },
    flush: (signal) => {
      flushing ??= flushQueue(signal).finally(() => {
        flushing = void 0;
      });
      return flushing;
    },
    idle: async () => flushing,
    delivery: () => {
      if (failed) return "failed";
      if (queue.length > 0) return spool === void 0 ? "failed" : "spooled";
      return added === 0 ? "none" : "delivered";
    }
  };
}

// src/telemetry/span-ids.ts
function newSpanIds({ random }) {
  return { traceId: Buffer.from(random(16)).toString("hex"), spanId: Buffer.from(random(8)).toString("hex") };
}

// src/telemetry/spool.ts
import { closeSync as closeSync2, openSync as openSync2, readFileSync, rmSync } from "node:fs";
function openSpool(path) {
  const file = openSync2(path, "ax", 384);
  const append = (record) => writeWhole(file, `${JSON.stringify(record)}
`);
  return {
    keep: (number, span) => append({ event: number, span }),
    logged: (number) => append({ logged: number }),
    requested: (number) => append({ requested: number }),
    settled: (number) => append({ settled: number }),
    close: () => closeSync2(file),
    remove: () => rmSync(path, { force: true })
  };
}

// src/telemetry/unreachable.ts
import { createHash as createHash3 } from "node:crypto";
import { existsSync, readFileSync as readFileSync2, rmSync as rmSync2, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
var STATE = "telemetry-unreachable";
function isUnreachable(host, endpoint) {
  return existsSync(markerPath(host, endpoint));
}
function rememberUnreachable(host, endpoint) {
  try {
    writeFileSync(markerPath(host, endpoint), "", { flag: "wx", mode: 384 });
    host.saveState(STATE, "true");
  } catch (error) {
    host.log.debug(`The unreachable telemetry endpoint is not remembered: ${String(error)}`);
  }
}
function markerPath(host, endpoint) {
  const name = createHash3("sha256").update(endpoint.href).digest("hex").slice(0, 16);
  return join(host.env["RUNNER_TEMP"] || tmpdir(), `run-werf-unreachable-${name}`);
}

// src/telemetry/reporting.ts
var VERSION_HOLD = 500;
var NAMES = { isKnownCommand, isKnownOption };
function openReporting(parts) {
  const { host, settings, relay, spoolPath, ending } = parts;
  const { endpoint, logFile } = settings;
  const { env, platform, arch, log } = host;
  const context = readRunContext(env, platform, arch);
  const eventLog = logFile === void 0 ? void 0 : openEventLog(logFile);
  const spool = endpoint === void 0 ? void 0 : tryToOpenSpool(spoolPath, log.debug);
  let sender;
  let last;
  let running;
  const send = async (body) => {
    if (endpoint === void 0) return { kind: "rejected", reason: "WERF_TELEMETRY_TRACE_URL is not a URL" };
    if (isUnreachable(host, endpoint))
      return { kind: "unavailable", reason: "it was before in this job", answered: true };
    sender ??= import("./sender-QTFE6PML.js").then(({ createSender }) => createSender(endpoint, env, host.now));
    return (await sender).send(body, ending);
  };
  const reporter = createReporter({ log: eventLog, spool, send, newSpanIds: () => newSpanIds(host), debug: log.debug });
  const flush = async () => {
    last = await reporter.flush(ending);
  };
  const flushUnlessUnavailable = () => {
    if (last?.kind !== "unavailable") void flush();
  };
  const relayed = (adopt) => (body) => {
    for (const event2 of readEvents(body, log.debug)) {
      const adopted = adopt(event2);
      if (adopted !== void 0) reporter.add(adopted);
    }
    flushUnlessUnavailable();
  };
  return {
    started: async ({ words, startedAt, userEnv, workingDirectory, version }, executionID, token) => {
      running = void 0;
      const { command, reported, options } = describeCommand(words, userEnv, platform);
      if (!reported) {
        await relay?.accept(token, () => void 0);
        return void 0;
      }
      const helperOptions = { cwd: workingDirectory, env, platform, signal: ending };
      const origin = await readOriginUrl((args) => parts.runHelper("git", args, helperOptions)) ?? originOfWorkflow(env);
      const projectID = origin === void 0 ? "" : projectIdOf(origin);
      running = beginCommand({ executionID, projectID, command, attributes: context }, startedAt, options, version);
      await relay?.accept(token, relayed(adoptExecution(command, executionID)));
      return projectID;
    },
    ended: async ({ endedAt, exitCode, durationMs }) => {
      if (running === void 0) return;
      await relay?.settled();
      const timeout = setTimeout(running.giveUpOnVersion, VERSION_HOLD);
      await running.completed;
      clearTimeout(timeout);
      reporter.add(commandExited(running.known, endedAt, exitCode, durationMs));
      flushUnlessUnavailable();
    },
    flush,
    close: async () => {
      await (await sender?.catch(() => void 0))?.close();
      await reporter.idle();
      const delivery = reporter.delivery();
      eventLog?.close();
      spool?.close();
      if (delivery !== "spooled") spool?.remove();
      if (endpoint !== void 0 && last?.kind === "unavailable" && !last.answered) rememberUnreachable(host, endpoint);
      return delivery;
    }
  };
  function beginCommand(execution, startedAt, options, version) {
    const complete = reporter.hold(commandStarted(execution, startedAt, options));
    const given = Promise.withResolvers();
    const command = {
      execution,
      known: execution,
      giveUpOnVersion: () => given.resolve(void 0),
      completed: Promise.race([version, given.promise]).then((text) => {
        if (text !== void 0 && isVersion(text)) {
          command.known = { ...execution, attributes: { ...context, version: text } };
        }
        complete(commandStarted(command.known, startedAt, options));
        flushUnlessUnavailable();
      })
    };
    return command;
  }
}
function tryToOpenSpool(path, debug) {
  try {
    return path === void 0 ? void 0 : openSpool(path);
  } catch (error) {
    debug(`The telemetry spool cannot be opened: ${String(error)}`);
    return void 0;
  }
}
function readEvents(body, debug) {
  try {
    return decodeTraceRequest(body).flatMap((span) => passGate(eventOfSpan(span), NAMES, hashImage) ?? []);
  } catch (error) {
    debug(`A request of werf's telemetry cannot be read: ${String(error)}`);
    return [];
  }
}
export {
  openReporting
};
