import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  isUnreachable,
  rememberUnreachableAtEnd,
  wasUnreachableAtEnd
} from "./chunk-DL75PODE.js";

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
function isKnownCommand(command) {
  return commandNames.includes(command);
}
function isKnownOption(command, option) {
  return optionsOf(command).has(option);
}

// src/telemetry/event-log.ts
import { closeSync, constants, openSync, writeSync } from "node:fs";
function openEventLog(path) {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  let file;
  return {
    append: (event) => {
      file ??= openSync(path, flags, 420);
      writeWhole(file, `${JSON.stringify(event)}
`);
    },
    close: () => {
      if (file !== void 0) closeSync(file);
      file = void 0;
    }
  };
}
function writeWhole(file, text) {
  const bytes2 = Buffer.from(text);
  const written = writeSync(file, bytes2);
  if (written !== bytes2.length) throw new Error(`only ${written} of ${bytes2.length} bytes could be written`);
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
var isGoOs = (name) => [...GO_OS.values()].includes(name);
var isGoArch = (name) => [...GO_ARCH.values()].includes(name);
function isGroupChannel(value) {
  return GROUP_CHANNELS.has(value);
}

// src/telemetry/gate.ts
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
var requireHash = (name) => isHash(name) ? name : void 0;
function passGate(event, names, imageRule) {
  const { ts, executionID, userID, projectID, command, attributes, eventType, eventData, schemaVersion } = fields(event);
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

// node_modules/@bufbuild/protobuf/dist/esm/wire/varint.js
function varint64read() {
  const buf = this.buf;
  let pos = this.pos;
  let lo = 0;
  let hi = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const b = buf[pos++];
    lo |= (b & 127) << shift;
    if ((b & 128) == 0) {
      this.pos = pos;
      this.assertBounds();
      this.varint64Lo = lo;
      this.varint64Hi = hi;
      return;
    }
  }
  const middleByte = buf[pos++];
  lo |= (middleByte & 15) << 28;
  hi = (middleByte & 112) >> 4;
  if ((middleByte & 128) == 0) {
    this.pos = pos;
    this.assertBounds();
    this.varint64Lo = lo;
    this.varint64Hi = hi;
    return;
  }
  for (let shift = 3; shift <= 31; shift += 7) {
    const b = buf[pos++];
    hi |= (b & 127) << shift;
    if ((b & 128) == 0) {
      this.pos = pos;
      this.assertBounds();
      this.varint64Lo = lo;
      this.varint64Hi = hi;
      return;
    }
  }
  throw new Error("invalid varint");
}
var TWO_PWR_32_DBL = 4294967296;
function int64FromString(dec) {
  const minus = dec[0] === "-";
  if (minus) {
    dec = dec.slice(1);
  }
  const base = 1e6;
  let lowBits = 0;
  let highBits = 0;
  function add1e6digit(begin, end) {
    const digit1e6 = Number(dec.slice(begin, end));
    highBits *= base;
    lowBits = lowBits * base + digit1e6;
    if (lowBits >= TWO_PWR_32_DBL) {
      highBits = highBits + (lowBits / TWO_PWR_32_DBL | 0);
      lowBits = lowBits % TWO_PWR_32_DBL;
    }
  }
  add1e6digit(-24, -18);
  add1e6digit(-18, -12);
  add1e6digit(-12, -6);
  add1e6digit(-6);
  return minus ? negate(lowBits, highBits) : newBits(lowBits, highBits);
}
function int64ToString(lo, hi) {
  let bits = newBits(lo, hi);
  const negative = bits.hi & 2147483648;
  if (negative) {
    bits = negate(bits.lo, bits.hi);
  }
  const result = uInt64ToString(bits.lo, bits.hi);
  return negative ? "-" + result : result;
}
function uInt64ToString(lo, hi) {
  ({ lo, hi } = toUnsigned(lo, hi));
  if (hi <= 2097151) {
    return String(TWO_PWR_32_DBL * hi + lo);
  }
  const low = lo & 16777215;
  const mid = (lo >>> 24 | hi << 8) & 16777215;
  const high = hi >> 16 & 65535;
  let digitA = low + mid * 6777216 + high * 6710656;
  let digitB = mid + high * 8147497;
  let digitC = high * 2;
  const base = 1e7;
  if (digitA >= base) {
    digitB += Math.floor(digitA / base);
    digitA %= base;
  }
  if (digitB >= base) {
    digitC += Math.floor(digitB / base);
    digitB %= base;
  }
  return digitC.toString() + decimalFrom1e7WithLeadingZeros(digitB) + decimalFrom1e7WithLeadingZeros(digitA);
}
function toUnsigned(lo, hi) {
  return { lo: lo >>> 0, hi: hi >>> 0 };
}
function newBits(lo, hi) {
  return { lo: lo | 0, hi: hi | 0 };
}
function negate(lowBits, highBits) {
  highBits = ~highBits;
  if (lowBits) {
    lowBits = ~lowBits + 1;
  } else {
    highBits += 1;
  }
  return newBits(lowBits, highBits);
}
var decimalFrom1e7WithLeadingZeros = (digit1e7) => {
  const partial = String(digit1e7);
  return "0000000".slice(partial.length) + partial;
};
function varint32read() {
  let b = this.buf[this.pos++];
  if ((b & 128) === 0) {
    this.assertBounds();
    return b;
  }
  let result = b & 127;
  b = this.buf[this.pos++];
  result |= (b & 127) << 7;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 127) << 14;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 127) << 21;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 15) << 28;
  for (let readBytes = 5; (b & 128) !== 0 && readBytes < 10; readBytes++)
    b = this.buf[this.pos++];
  if ((b & 128) !== 0)
    throw new Error("invalid varint");
  this.assertBounds();
  return result >>> 0;
}

// node_modules/@bufbuild/protobuf/dist/esm/proto-int64.js
var protoInt64 = /* @__PURE__ */ makeInt64Support();
function makeInt64Support() {
  const dv = new DataView(new ArrayBuffer(8));
  const ok = typeof BigInt === "function" && typeof dv.getBigInt64 === "function" && typeof dv.getBigUint64 === "function" && typeof dv.setBigInt64 === "function" && typeof dv.setBigUint64 === "function" && (!!globalThis.Deno || !!globalThis.Bun || typeof process != "object" || typeof process.env != "object" || process.env.BUF_BIGINT_DISABLE !== "1");
  if (ok) {
    const MIN = BigInt("-9223372036854775808");
    const MAX = BigInt("9223372036854775807");
    const UMIN = BigInt("0");
    const UMAX = BigInt("18446744073709551615");
    return {
      zero: BigInt(0),
      supported: true,
      parse(value) {
        const bi = typeof value == "bigint" ? value : BigInt(value);
        if (bi > MAX || bi < MIN) {
          throw new Error(`invalid int64: ${value}`);
        }
        return bi;
      },
      uParse(value) {
        const bi = typeof value == "bigint" ? value : BigInt(value);
        if (bi > UMAX || bi < UMIN) {
          throw new Error(`invalid uint64: ${value}`);
        }
        return bi;
      },
      enc(value) {
        dv.setBigInt64(0, this.parse(value), true);
        return {
          lo: dv.getInt32(0, true),
          hi: dv.getInt32(4, true)
        };
      },
      uEnc(value) {
        dv.setBigInt64(0, this.uParse(value), true);
        return {
          lo: dv.getInt32(0, true),
          hi: dv.getInt32(4, true)
        };
      },
      dec(lo, hi) {
        dv.setInt32(0, lo, true);
        dv.setInt32(4, hi, true);
        return dv.getBigInt64(0, true);
      },
      uDec(lo, hi) {
        dv.setInt32(0, lo, true);
        dv.setInt32(4, hi, true);
        return dv.getBigUint64(0, true);
      }
    };
  }
  return {
    zero: "0",
    supported: false,
    parse(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertInt64String(value);
      return value;
    },
    uParse(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertUInt64String(value);
      return value;
    },
    enc(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertInt64String(value);
      return int64FromString(value);
    },
    uEnc(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertUInt64String(value);
      return int64FromString(value);
    },
    dec(lo, hi) {
      return int64ToString(lo, hi);
    },
    uDec(lo, hi) {
      return uInt64ToString(lo, hi);
    }
  };
}
function assertInt64String(value) {
  if (!/^-?[0-9]+$/.test(value)) {
    throw new Error("invalid int64: " + value);
  }
}
function assertUInt64String(value) {
  if (!/^[0-9]+$/.test(value)) {
    throw new Error("invalid uint64: " + value);
  }
}

// node_modules/@bufbuild/protobuf/dist/esm/wire/text-encoding.js
var te;
function configureTextEncoding(textEncoding) {
  var _a;
  te = Object.assign(Object.assign({}, textEncoding), { encodeUtf8Into: (_a = textEncoding.encodeUtf8Into) !== null && _a !== void 0 ? _a : emulateEncodeInto(textEncoding.encodeUtf8.bind(textEncoding)) });
}
function getTextEncoding() {
  if (!te) {
    const globals = globalThis;
    if (!globals.TextEncoder || !globals.TextDecoder) {
      throw new Error("encoding API missing: install TextEncoder and TextDecoder on globalThis");
    }
    const textEncoder = new globals.TextEncoder();
    const textDecoder = new globals.TextDecoder("utf-8", {
      ignoreBOM: true
    });
    let textDecoderStrict;
    const config = {
      encodeUtf8(text) {
        return textEncoder.encode(text);
      },
      decodeUtf8(bytes2, strict) {
        if (strict) {
          if (!textDecoderStrict) {
            textDecoderStrict = new globals.TextDecoder("utf-8", {
              fatal: true,
              ignoreBOM: true
            });
          }
          return textDecoderStrict.decode(bytes2);
        }
        return textDecoder.decode(bytes2);
      },
      checkUtf8(text) {
        try {
          encodeURIComponent(text);
          return true;
        } catch (_) {
          return false;
        }
      }
    };
    if (textEncoder.encodeInto) {
      config.encodeUtf8Into = textEncoder.encodeInto.bind(textEncoder);
    }
    const nativeStringIsWellFormed = String.prototype.isWellFormed;
    if (nativeStringIsWellFormed) {
      config.checkUtf8 = (text) => {
        return nativeStringIsWellFormed.call(text);
      };
    }
    configureTextEncoding(config);
  }
  return te;
}
function emulateEncodeInto(encodeUtf8) {
  return (text, dest) => {
    const bytes2 = encodeUtf8(text);
    dest.set(bytes2);
    return { written: bytes2.byteLength };
  };
}

// node_modules/@bufbuild/protobuf/dist/esm/wire/binary-encoding.js
var WireType;
(function(WireType2) {
  WireType2[WireType2["Varint"] = 0] = "Varint";
  WireType2[WireType2["Bit64"] = 1] = "Bit64";
  WireType2[WireType2["LengthDelimited"] = 2] = "LengthDelimited";
  WireType2[WireType2["StartGroup"] = 3] = "StartGroup";
  WireType2[WireType2["EndGroup"] = 4] = "EndGroup";
  WireType2[WireType2["Bit32"] = 5] = "Bit32";
})(WireType || (WireType = {}));
var UINT32_MAX = 4294967295;
var INT32_MAX = 2147483647;
var INT32_MIN = -2147483648;
var BinaryWriter = class {
  constructor(encodeUtf8) {
    this.stackPos = [];
    this.encodeUtf8Into = encodeUtf8 ? emulateEncodeInto(encodeUtf8) : getTextEncoding().encodeUtf8Into;
    this.buffer = EMPTY_BUFFER;
    this.viewCache = EMPTY_VIEW;
    this.pos = 0;
  }
  ensureCapacity(size) {
    const required = this.pos + size;
    if (required > this.buffer.length) {
      let newLen = this.buffer.length || INITIAL_SIZE;
      while (newLen < required)
        newLen *= 2;
      const newBuf = new Uint8Array(newLen);
      if (this.pos > 0)
        newBuf.set(this.buffer);
      this.buffer = newBuf;
    }
  }
  /**
   * The DataView over `buffer`, rebuilt only if the buffer has grown since it
   * was last used.
   */
  view() {
    const bytes2 = this.buffer;
    const view = this.viewCache;
    if (view.byteLength === bytes2.byteLength)
      return view;
    const newView = new DataView(bytes2.buffer);
    this.viewCache = newView;
    return newView;
  }
  /**
   * Return all bytes written and reset this writer.
   */
  finish() {
    const result = this.buffer.slice(0, this.pos);
    this.pos = 0;
    this.stackPos = [];
    return result;
  }
  /**
   * Start a new fork for length-delimited data like a message
   * or a packed repeated field.
   *
   * Must be joined later with `join()`.
   */
  fork() {
    this.stackPos.push(this.pos);
    this.ensureCapacity(DEFAULT_LEN_PREFIX_SIZE);
    this.buffer[this.pos++] = 0;
    return this;
  }
  /**
   * Join the last fork. Write its length and bytes, then
   * return to the previous state.
   */
  join() {
    const forkPos = this.stackPos.pop();
    if (forkPos === void 0)
      throw new Error("invalid state, fork stack empty");
    const len = this.pos - forkPos - DEFAULT_LEN_PREFIX_SIZE;
    const lenPrefixSize = varint32Size(len);
    if (lenPrefixSize > DEFAULT_LEN_PREFIX_SIZE) {
      this.ensureCapacity(lenPrefixSize - DEFAULT_LEN_PREFIX_SIZE);
      this.buffer.copyWithin(forkPos + lenPrefixSize, forkPos + DEFAULT_LEN_PREFIX_SIZE, this.pos);
    }
    this.pos = forkPos;
    this.uint32(len);
    this.pos += len;
    return this;
  }
  /**
   * Writes a tag (field number and wire type).
   *
   * Equivalent to `uint32( (fieldNo << 3 | type) >>> 0 )`.
   *
   * Generated code should compute the tag ahead of time and call `uint32()`.
   */
  tag(fieldNo, type) {
    return this.uint32((fieldNo << 3 | type) >>> 0);
  }
  /**
   * Write a chunk of raw bytes.
   */
  raw(chunk) {
    this.ensureCapacity(chunk.length);
    this.buffer.set(chunk, this.pos);
    this.pos += chunk.length;
    return this;
  }
  /**
   * Write a `uint32` value, an unsigned 32 bit varint.
   */
  uint32(value) {
    assertUInt32(value);
    this.ensureCapacity(5);
    if (value < 128) {
      this.buffer[this.pos++] = value;
      return this;
    }
    while (value > 127) {
      this.buffer[this.pos++] = value & 127 | 128;
      value >>>= 7;
    }
    this.buffer[this.pos++] = value;
    return this;
  }
  /**
   * Write a `int32` value, a signed 32 bit varint.
   */
  int32(value) {
    assertInt32(value);
    if (value >= 0) {
      return this.uint32(value);
    }
    this.ensureCapacity(10);
    for (let i = 0; i < 9; i++) {
      this.buffer[this.pos++] = value & 127 | 128;
      value >>= 7;
    }
    this.buffer[this.pos++] = 1;
    return this;
  }
  /**
   * Write a `bool` value, a varint.
   */
  bool(value) {
    this.ensureCapacity(1);
    this.buffer[this.pos++] = value ? 1 : 0;
    return this;
  }
  /**
   * Write a `bytes` value, length-delimited arbitrary data.
   */
  bytes(value) {
    this.uint32(value.byteLength);
    return this.raw(value);
  }
  /**
   * Write a `string` value, length-delimited data converted to UTF-8 text.
   */
  string(value) {
    if (typeof value !== "string") {
      value = String(value);
    }
    const len = value.length;
    if (len <= ASCII_MAX_LENGTH) {
      this.ensureCapacity(len + 1);
      const ascii = this.buffer;
      let pos = this.pos;
      ascii[pos++] = len;
      let i = 0;
      for (; i < len; i++) {
        const code = value.charCodeAt(i);
        if (code > 127)
          break;
        ascii[pos++] = code;
      }
      if (i == len) {
        this.pos = pos;
        return this;
      }
    }
    this.ensureCapacity(len * 3 + 5);
    const lenPrefixSizeGuess = varint32Size(len);
    const buf = this.buffer;
    const start = this.pos;
    const { written } = this.encodeUtf8Into(value, buf.subarray(start + lenPrefixSizeGuess));
    const lenPrefixSize = varint32Size(written);
    if (lenPrefixSize != lenPrefixSizeGuess) {
      buf.copyWithin(start + lenPrefixSize, start + lenPrefixSizeGuess, start + lenPrefixSizeGuess + written);
    }
    this.uint32(written);
    this.pos += written;
    return this;
  }
  /**
   * Write a `float` value, 32-bit floating point number.
   */
  float(value) {
    assertFloat32(value);
    this.ensureCapacity(4);
    this.view().setFloat32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `double` value, a 64-bit floating point number.
   */
  double(value) {
    this.ensureCapacity(8);
    this.view().setFloat64(this.pos, value, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `fixed32` value, an unsigned, fixed-length 32-bit integer.
   */
  fixed32(value) {
    assertUInt32(value);
    this.ensureCapacity(4);
    this.view().setUint32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `sfixed32` value, a signed, fixed-length 32-bit integer.
   */
  sfixed32(value) {
    assertInt32(value);
    this.ensureCapacity(4);
    this.view().setInt32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `sint32` value, a signed, zigzag-encoded 32-bit varint.
   */
  sint32(value) {
    assertInt32(value);
    return this.uint32((value << 1 ^ value >> 31) >>> 0);
  }
  /**
   * Write a `sfixed64` value, a signed, fixed-length 64-bit integer.
   */
  sfixed64(value) {
    const tc = protoInt64.enc(value);
    this.ensureCapacity(8);
    const view = this.view();
    view.setInt32(this.pos, tc.lo, true);
    view.setInt32(this.pos + 4, tc.hi, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `fixed64` value, an unsigned, fixed-length 64 bit integer.
   */
  fixed64(value) {
    const tc = protoInt64.uEnc(value);
    this.ensureCapacity(8);
    const view = this.view();
    view.setInt32(this.pos, tc.lo, true);
    view.setInt32(this.pos + 4, tc.hi, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `int64` value, a signed 64-bit varint.
   */
  int64(value) {
    const tc = protoInt64.enc(value);
    return this.writeVarint64(tc.lo, tc.hi);
  }
  /**
   * Write a `sint64` value, a signed, zig-zag-encoded 64-bit varint.
   */
  sint64(value) {
    const tc = protoInt64.enc(value), sign = tc.hi >> 31, lo = tc.lo << 1 ^ sign, hi = (tc.hi << 1 | tc.lo >>> 31) ^ sign;
    return this.writeVarint64(lo, hi);
  }
  /**
   * Write a `uint64` value, an unsigned 64-bit varint.
   */
  uint64(value) {
    const tc = protoInt64.uEnc(value);
    return this.writeVarint64(tc.lo, tc.hi);
  }
  /**
   * Write a 64-bit varint directly into the buffer. Accepts the value as
   * split low/high 32-bit words.
   *
   * Ported from varint64write() to avoid the intermediate number[] buffer.
   * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/writer.js#L344
   */
  writeVarint64(lo, hi) {
    this.ensureCapacity(10);
    const buf = this.buffer;
    let pos = this.pos;
    for (let i = 0; i < 28; i = i + 7) {
      const shift = lo >>> i;
      const hasNext = !(shift >>> 7 == 0 && hi == 0);
      buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
      if (!hasNext) {
        this.pos = pos;
        return this;
      }
    }
    const splitBits = lo >>> 28 & 15 | (hi & 7) << 4;
    const hasMoreBits = !(hi >> 3 == 0);
    buf[pos++] = (hasMoreBits ? splitBits | 128 : splitBits) & 255;
    if (!hasMoreBits) {
      this.pos = pos;
      return this;
    }
    for (let i = 3; i < 31; i = i + 7) {
      const shift = hi >>> i;
      const hasNext = !(shift >>> 7 == 0);
      buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
      if (!hasNext) {
        this.pos = pos;
        return this;
      }
    }
    buf[pos++] = hi >>> 31 & 1;
    this.pos = pos;
    return this;
  }
};
var INITIAL_SIZE = 128;
var DEFAULT_LEN_PREFIX_SIZE = 1;
var EMPTY_BUFFER = new Uint8Array(0);
var EMPTY_VIEW = new DataView(EMPTY_BUFFER.buffer);
var ASCII_MAX_LENGTH = 32;
function varint32Size(value) {
  if (value < 128)
    return 1;
  if (value < 16384)
    return 2;
  if (value < 2097152)
    return 3;
  if (value < 268435456)
    return 4;
  return 5;
}
var BinaryReader = class {
  constructor(buf, decodeUtf8 = getTextEncoding().decodeUtf8) {
    this.decodeUtf8 = decodeUtf8;
    this.varint64Lo = 0;
    this.varint64Hi = 0;
    this.varint64 = varint64read;
    this.uint32 = varint32read;
    this.buf = buf;
    this.len = buf.length;
    this.pos = 0;
    this.view = new DataView(buf.buffer, buf.byteOffset, buf.byteLength);
  }
  /**
   * Reads a tag - field number and wire type. Tags are uint32 varints; values
   * that do not fit in uint32 are rejected.
   */
  tag() {
    const start = this.pos;
    const tag = this.uint32();
    const bytesRead = this.pos - start;
    if (bytesRead > 5 || bytesRead == 5 && this.buf[this.pos - 1] > 15) {
      throw new Error("illegal tag: varint overflows uint32");
    }
    const fieldNo = tag >>> 3;
    const wireType = tag & 7;
    if (fieldNo <= 0 || wireType > 5) {
      throw new Error("illegal tag: field no " + fieldNo + " wire type " + wireType);
    }
    return [fieldNo, wireType];
  }
  /**
   * Skip one element and return the skipped data.
   *
   * When skipping StartGroup, provide the tags field number to check for
   * matching field number in the EndGroup tag. Recursion into nested groups
   * is guarded by the `recursionLimit` argument: When the limit is reached,
   * this method throws.
   */
  skip(wireType, fieldNo, recursionLimit = 100) {
    let start = this.pos;
    switch (wireType) {
      case WireType.Varint:
        while (this.buf[this.pos++] & 128) {
        }
        break;
      // @ts-ignore TS7029: Fallthrough case in switch -- ignore instead of expect-error for compiler settings without noFallthroughCasesInSwitch: true
      case WireType.Bit64:
        this.pos += 4;
      case WireType.Bit32:
        this.pos += 4;
        break;
      case WireType.LengthDelimited:
        let len = this.uint32();
        this.pos += len;
        break;
      case WireType.StartGroup:
        if (recursionLimit <= 0) {
          throw new Error("maximum recursion depth reached");
        }
        for (; ; ) {
          const [fn, wt] = this.tag();
          if (wt === WireType.EndGroup) {
            if (fieldNo !== void 0 && fn !== fieldNo) {
              throw new Error("invalid end group tag");
            }
            break;
          }
          this.skip(wt, fn, recursionLimit - 1);
        }
        break;
      default:
        throw new Error("cant skip wire type " + wireType);
    }
    this.assertBounds();
    return this.buf.subarray(start, this.pos);
  }
  /**
   * Throws error if position in byte array is out of range.
   */
  assertBounds() {
    if (this.pos > this.len)
      throw new RangeError("premature EOF");
  }
  /**
   * Read a `int32` field, a signed 32 bit varint.
   */
  int32() {
    return this.uint32() | 0;
  }
  /**
   * Read a `sint32` field, a signed, zigzag-encoded 32-bit varint.
   */
  sint32() {
    let zze = this.uint32();
    return zze >>> 1 ^ -(zze & 1);
  }
  /**
   * Read a `int64` field, a signed 64-bit varint.
   */
  int64() {
    this.varint64();
    return protoInt64.dec(this.varint64Lo, this.varint64Hi);
  }
  /**
   * Read a `uint64` field, an unsigned 64-bit varint.
   */
  uint64() {
    this.varint64();
    return protoInt64.uDec(this.varint64Lo, this.varint64Hi);
  }
  /**
   * Read a `sint64` field, a signed, zig-zag-encoded 64-bit varint.
   */
  sint64() {
    this.varint64();
    let lo = this.varint64Lo;
    let hi = this.varint64Hi;
    let s = -(lo & 1);
    lo = (lo >>> 1 | (hi & 1) << 31) ^ s;
    hi = hi >>> 1 ^ s;
    return protoInt64.dec(lo, hi);
  }
  /**
   * Read a `bool` field, a variant.
   */
  bool() {
    const b = this.buf[this.pos];
    if (b < 128) {
      this.pos++;
      return b !== 0;
    }
    this.varint64();
    return this.varint64Lo !== 0 || this.varint64Hi !== 0;
  }
  /**
   * Read a `fixed32` field, an unsigned, fixed-length 32-bit integer.
   */
  fixed32() {
    return this.view.getUint32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `sfixed32` field, a signed, fixed-length 32-bit integer.
   */
  sfixed32() {
    return this.view.getInt32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `fixed64` field, an unsigned, fixed-length 64 bit integer.
   */
  fixed64() {
    return protoInt64.uDec(this.sfixed32(), this.sfixed32());
  }
  /**
   * Read a `fixed64` field, a signed, fixed-length 64-bit integer.
   */
  sfixed64() {
    return protoInt64.dec(this.sfixed32(), this.sfixed32());
  }
  /**
   * Read a `float` field, 32-bit floating point number.
   */
  float() {
    return this.view.getFloat32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `double` field, a 64-bit floating point number.
   */
  double() {
    return this.view.getFloat64((this.pos += 8) - 8, true);
  }
  /**
   * Read a `bytes` field, length-delimited arbitrary data.
   */
  bytes() {
    let len = this.uint32(), start = this.pos;
    this.pos += len;
    this.assertBounds();
    return this.buf.subarray(start, start + len);
  }
  /**
   * Read a `string` field, length-delimited data converted to UTF-8 text. If
   * `strict` is true, throw on invalid UTF-8 instead of substituting U+FFFD.
   */
  string(strict) {
    const len = this.uint32();
    const start = this.pos;
    this.pos += len;
    this.assertBounds();
    const buf = this.buf;
    if (len <= ASCII_MAX_LENGTH) {
      const codes = new Array(len);
      for (let i = 0; i < len; i++) {
        const byte = buf[start + i];
        if (byte > 127) {
          return this.decodeUtf8(buf.subarray(start, this.pos), strict);
        }
        codes[i] = byte;
      }
      return String.fromCharCode.apply(String, codes);
    }
    return this.decodeUtf8(buf.subarray(start, this.pos), strict);
  }
};
function assertInt32(arg) {
  if (typeof arg == "string") {
    arg = Number(arg);
  } else if (typeof arg != "number") {
    throw new Error("invalid int32: " + typeof arg);
  }
  if (!Number.isInteger(arg) || arg > INT32_MAX || arg < INT32_MIN)
    throw new Error("invalid int32: " + arg);
}
function assertUInt32(arg) {
  if (typeof arg == "string") {
    arg = Number(arg);
  } else if (typeof arg != "number") {
    throw new Error("invalid uint32: " + typeof arg);
  }
  if (!Number.isInteger(arg) || arg > UINT32_MAX || arg < 0)
    throw new Error("invalid uint32: " + arg);
}
function assertFloat32(arg) {
  if (typeof arg == "string") {
    const o = arg;
    arg = Number(arg);
    if (Number.isNaN(arg) && o !== "NaN") {
      throw new Error("invalid float32: " + o);
    }
  } else if (typeof arg != "number") {
    throw new Error("invalid float32: " + typeof arg);
  }
  if (!Number.isFinite(Math.fround(arg)) && Number.isFinite(arg)) {
    throw new Error("invalid float32: " + arg);
  }
}

// src/telemetry/otlp.ts
var SCOPE_AND_SPAN_NAME = "telemetry.werf.io";
var SERVICE_NAME = "run-werf";
var SPAN_KIND_INTERNAL = 1;
var REQUEST_RESOURCE_SPANS = 1;
var RESOURCE_SPANS_RESOURCE = 1;
var RESOURCE_SPANS_SCOPE_SPANS = 2;
var RESOURCE_ATTRIBUTES = 1;
var SCOPE_SPANS_SCOPE = 1;
var SCOPE_SPANS_SPANS = 2;
var SCOPE_NAME = 1;
var SPAN_TRACE_ID = 1;
var SPAN_SPAN_ID = 2;
var SPAN_NAME = 5;
var SPAN_KIND = 6;
var SPAN_START_TIME = 7;
var SPAN_END_TIME = 8;
var SPAN_ATTRIBUTES = 9;
var SPAN_STATUS = 15;
var KEY_VALUE_KEY = 1;
var KEY_VALUE_VALUE = 2;
var ANY_VALUE_STRING = 1;
var ANY_VALUE_INT = 3;
var RESPONSE_PARTIAL_SUCCESS = 1;
var PARTIAL_SUCCESS_REJECTED_SPANS = 1;
function encodeTraceRequest(spans) {
  const writer = new BinaryWriter();
  message(writer, REQUEST_RESOURCE_SPANS, () => {
    message(writer, RESOURCE_SPANS_RESOURCE, () => {
      message(writer, RESOURCE_ATTRIBUTES, () => keyValue(writer, "service.name", SERVICE_NAME));
    });
    message(writer, RESOURCE_SPANS_SCOPE_SPANS, () => {
      message(writer, SCOPE_SPANS_SCOPE, () => string(writer, SCOPE_NAME, SCOPE_AND_SPAN_NAME));
      for (const span of spans) message(writer, SCOPE_SPANS_SPANS, () => encodeSpan(writer, span));
    });
  });
  return writer.finish();
}
function decodeRejectedSpans(response) {
  let rejected = 0;
  eachField(new BinaryReader(response), (field, reader) => {
    if (field !== RESPONSE_PARTIAL_SUCCESS) return false;
    eachField(new BinaryReader(reader.bytes()), (inner, partial) => {
      if (inner !== PARTIAL_SUCCESS_REJECTED_SPANS) return false;
      rejected = Number(partial.int64());
      return true;
    });
    return true;
  });
  return rejected;
}
function encodeSpan(writer, { traceId, spanId, event }) {
  const nanoseconds = BigInt(event.ts) * 1000000n;
  bytes(writer, SPAN_TRACE_ID, Buffer.from(traceId, "hex"));
  bytes(writer, SPAN_SPAN_ID, Buffer.from(spanId, "hex"));
  string(writer, SPAN_NAME, SCOPE_AND_SPAN_NAME);
  writer.tag(SPAN_KIND, WireType.Varint).int32(SPAN_KIND_INTERNAL);
  writer.tag(SPAN_START_TIME, WireType.Bit64).fixed64(nanoseconds);
  writer.tag(SPAN_END_TIME, WireType.Bit64).fixed64(nanoseconds);
  for (const [key, value] of spanAttributes(event)) {
    message(writer, SPAN_ATTRIBUTES, () => keyValue(writer, key, value));
  }
  message(writer, SPAN_STATUS, () => void 0);
}
function spanAttributes(event) {
  return [
    ["ts", event.ts],
    ["executionID", event.executionID],
    ...event.userID === void 0 ? [] : [["userID", event.userID]],
    ["projectID", event.projectID],
    ["command", event.command],
    ["eventType", event.eventType],
    ["eventData", JSON.stringify(event.eventData)],
    ["attributes", JSON.stringify(event.attributes, Object.keys(event.attributes).sort())],
    ["schemaVersion", event.schemaVersion]
  ];
}
function keyValue(writer, key, value) {
  string(writer, KEY_VALUE_KEY, key);
  message(writer, KEY_VALUE_VALUE, () => {
    if (typeof value === "string") string(writer, ANY_VALUE_STRING, value);
    else writer.tag(ANY_VALUE_INT, WireType.Varint).int64(value);
  });
}
function message(writer, field, content) {
  writer.tag(field, WireType.LengthDelimited).fork();
  content();
  writer.join();
}
function string(writer, field, value) {
  writer.tag(field, WireType.LengthDelimited).string(value);
}
function bytes(writer, field, value) {
  writer.tag(field, WireType.LengthDelimited).bytes(value);
}
function eachField(reader, take) {
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (!take(field, reader, wireType)) reader.skip(wireType, field);
  }
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
  const enqueue = (event, ready) => {
    added += 1;
    const queued = { number: added, span: { ...newSpanIds2(), event }, ready, logged: false };
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
    const request2 = queue.slice(0, queue.findLastIndex(({ number }) => number <= end) + 1);
    if (log !== void 0) {
      for (const queued of request2) {
        if (!queued.logged) log.append(queued.span.event);
        queued.logged = true;
      }
      inSpool((file) => file.logged(end));
    }
    inSpool((file) => file.requested(end));
    return request2;
  };
  const giveUp = (error) => {
    debug(`Telemetry is not sent: ${String(error)}`);
    failed = true;
    stopped = true;
    inSpool((file) => file.settled(added));
    queue.length = 0;
    return void 0;
  };
  const settle = (request2, outcome) => {
    if (outcome.kind === "rejected") failed = true;
    queue.splice(0, request2.length);
    requestEnd = void 0;
    inSpool((file) => file.settled(request2.at(-1)?.number ?? 0));
  };
  const flushQueue = async (signal) => {
    let outcome;
    try {
      for (let request2 = nextRequest(); request2.length > 0; request2 = nextRequest()) {
        outcome = await send(encodeTraceRequest(request2.map(({ span }) => span)), signal);
        if (outcome.kind !== "delivered") debug(`Telemetry of ${request2.length} events: ${outcome.reason}`);
        if (outcome.kind === "unavailable") return outcome;
        settle(request2, outcome);
      }
      return outcome;
    } catch (error) {
      return giveUp(error);
    }
  };
  return {
    add: (event) => {
      if (!stopped) enqueue(event, true);
    },
    hold: (event) => {
      const queued = enqueue(event, false);
      return (complete) => {
        queued.span = { ...queued.span, event: complete };
        queued.ready = true;
        inSpool((file) => file.keep(queued.number, queued.span));
      };
    },
    resume: (requests) => {
      for (const request2 of requests) {
        const last = request2.at(-1);
        if (last === void 0) continue;
        resumedEnds.push(last.number);
        queue.push(...request2.map(({ number, span, logged }) => ({ number, span, ready: true, logged })));
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

// src/telemetry/retry.ts
var FIRST_PAUSE = 200;
var LONGEST_PAUSE = 2e3;
function retryAfterMs(header, now) {
  const text = (typeof header === "string" ? header : header?.[0])?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
function pauseBeforeRetry(failures, random, retryAfter) {
  const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  const backoff = ceiling / 2 + ceiling / 2 * random;
  return Math.max(backoff, retryAfter ?? 0);
}

// src/http.ts
import { EnvHttpProxyAgent } from "../shared/undici.js";
function proxyAgent(env, target, connect = {}) {
  const secure = target.protocol === "https:";
  return new EnvHttpProxyAgent({
    httpProxy: secure ? "" : variable(env, "HTTP_PROXY"),
    httpsProxy: secure ? variable(env, "HTTPS_PROXY") : "",
    noProxy: variable(env, "NO_PROXY"),
    connect: { ...connect },
    proxyTls: { ...connect }
  });
}
function variable(env, name) {
  return env[name.toLowerCase()] || env[name] || "";
}

// src/telemetry/sender.ts
import { request } from "../shared/undici.js";

// src/telemetry/lookup.ts
import { spawn } from "node:child_process";
var RESOLVE = `require('node:dns').lookup(process.argv[1], { all: true }, (error, addresses) => {
  process.stdout.write(JSON.stringify(error ? [] : addresses));
});`;
var LOOPBACK = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 }
];
var MAX_ANSWER_LENGTH = 64 * 1024;
function createHostLookup() {
  const children = /* @__PURE__ */ new Set();
  return {
    lookup: (hostname, options, callback) => {
      const answer = (addresses) => {
        const [first] = addresses;
        if (first === void 0) callback(notFound(hostname), "", 0);
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      };
      if (/^(.+\.)?localhost\.?$/i.test(hostname)) answer(LOOPBACK);
      else children.add(resolveInChild(hostname, answer, (child) => children.delete(child)));
    },
    close: () => {
      for (const child of children) child.kill("SIGKILL");
    }
  };
}
function resolveInChild(hostname, answer, ended) {
  const child = spawn(process.execPath, ["-e", RESOLVE, "--", hostname], { stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    if (output.length < MAX_ANSWER_LENGTH) output += text;
  });
  child.once("error", () => {
    ended(child);
    answer([]);
  });
  child.once("close", () => {
    ended(child);
    answer(parseAddresses(output));
  });
  return child;
}
function parseAddresses(output) {
  try {
    return JSON.parse(output);
  } catch {
    return [];
  }
}
function notFound(hostname) {
  return Object.assign(new Error(`${hostname} was not found`), { code: "ENOTFOUND" });
}

// src/telemetry/sender.ts
var RETRYABLE_STATUS_CODES = /* @__PURE__ */ new Set([429, 502, 503, 504]);
var MAX_ANSWER_BYTES = 64 * 1024;
var ANSWER_BODY_TIMEOUT = 250;
var REQUEST_TIMEOUT = 1e4;
function createSender(endpoint, env, now) {
  const hostLookup = createHostLookup();
  const sockets = new AbortController();
  const dispatcher = proxyAgent(env, endpoint, { lookup: hostLookup.lookup, signal: sockets.signal });
  return {
    send: async (body, signal) => {
      try {
        return await post(dispatcher, endpoint, body, signal, now);
      } catch (error) {
        return { kind: "unavailable", reason: reasonOf(error), answered: false };
      }
    },
    close: async () => {
      hostLookup.close();
      sockets.abort();
      await dispatcher.destroy();
    }
  };
}
async function post(dispatcher, endpoint, content, signal, now) {
  const { statusCode, headers, body } = await request(endpoint, {
    dispatcher,
    method: "POST",
    headers: { "content-type": "application/x-protobuf", "user-agent": "run-werf" },
    body: content,
    signal,
    headersTimeout: REQUEST_TIMEOUT
  });
  body.on("error", () => void 0);
  if (statusCode >= 200 && statusCode < 300) {
    const answer = await readAnswer(body);
    const rejected = answer === void 0 ? 0 : rejectedSpans(answer);
    return rejected > 0 ? { kind: "rejected", reason: `${rejected} spans were rejected` } : { kind: "delivered" };
  }
  body.destroy();
  const reason = `the endpoint answered ${statusCode}`;
  if (!RETRYABLE_STATUS_CODES.has(statusCode)) return { kind: "rejected", reason };
  const wait = retryAfterMs(headers["retry-after"], now());
  return { kind: "unavailable", reason, answered: true, ...wait !== void 0 && { retryAfterMs: wait } };
}
async function readAnswer(body) {
  const timeout = setTimeout(() => body.destroy(), ANSWER_BODY_TIMEOUT);
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) return void 0;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return void 0;
  } finally {
    clearTimeout(timeout);
  }
}
function rejectedSpans(answer) {
  try {
    return decodeRejectedSpans(answer);
  } catch {
    return 0;
  }
}
function reasonOf(error) {
  if (!(error instanceof Error)) return "unknown failure";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

// src/telemetry/span-ids.ts
function newSpanIds({ random }) {
  return { traceId: Buffer.from(random(16)).toString("hex"), spanId: Buffer.from(random(8)).toString("hex") };
}

// src/telemetry/spool.ts
import { closeSync as closeSync2, openSync as openSync2, readFileSync, rmSync } from "node:fs";
function readSpool(path, checkSpan2) {
  const spans = /* @__PURE__ */ new Map();
  const requests = [];
  let logged = 0;
  let settled = 0;
  for (const record of readRecords(path)) {
    if ("event" in record && Number.isSafeInteger(record["event"])) {
      const span = checkSpan2(record["span"]);
      if (span !== void 0) spans.set(Number(record["event"]), span);
    }
    logged = Math.max(logged, numberOf(record["logged"]));
    settled = Math.max(settled, numberOf(record["settled"]));
    if ("requested" in record) requests.push(numberOf(record["requested"]));
  }
  const pending = [...spans].filter(([number]) => number > settled).sort(([a], [b]) => a - b);
  const grouped = Map.groupBy(
    pending,
    ([number]) => requests.find((last) => number <= last) ?? Number.POSITIVE_INFINITY
  );
  return [...grouped.values()].map(
    (request2) => request2.map(([number, span]) => ({ number, span, logged: number <= logged }))
  );
}
function readRecords(path) {
  return readFileSync(path, "utf8").split("\n").flatMap((line) => {
    try {
      const record = JSON.parse(line);
      return typeof record === "object" && record !== null ? [record] : [];
    } catch {
      return [];
    }
  });
}
function numberOf(value) {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : 0;
}

// src/telemetry/redelivery.ts
var BUDGET = 5e3;
var SHORT_BUDGET = 500;
var NAMES = { isKnownCommand: (command) => command === "werf" || isKnownCommand(command), isKnownOption };
async function deliverSpooledEvents(host, { endpoint, logFile }, spoolPath, cancelled) {
  const requests = readSpool(spoolPath, checkSpan);
  if (requests.length === 0) return;
  const log = logFile === void 0 ? void 0 : openEventLog(logFile);
  const sender = createSender(endpoint, host.env, host.now);
  const { debug } = host.log;
  const reporter = createReporter({
    log,
    spool: void 0,
    send: sender.send,
    newSpanIds: () => newSpanIds(host),
    debug
  });
  reporter.resume(requests);
  const budget = new AbortController();
  const timeout = setTimeout(() => budget.abort(), wasUnreachableAtEnd(host, endpoint) ? SHORT_BUDGET : BUDGET);
  try {
    const answered = await flushWithRetries(reporter, host, AbortSignal.any([budget.signal, cancelled]));
    if (!answered && isUnreachable(host, endpoint)) rememberUnreachableAtEnd(host, endpoint);
  } finally {
    clearTimeout(timeout);
    await sender.close();
    log?.close();
  }
  debug(`Telemetry of the main step: ${reporter.delivery()}`);
}
async function flushWithRetries(reporter, host, signal) {
  const startedAt = host.elapsed();
  for (let failures = 1; ; failures += 1) {
    const outcome = await reporter.flush(signal);
    if (outcome?.kind !== "unavailable") return true;
    const random = (host.random(1)[0] ?? 0) / 256;
    const pause = pauseBeforeRetry(failures, random, outcome.retryAfterMs);
    if (signal.aborted || host.elapsed() - startedAt + pause >= BUDGET) return outcome.answered;
    await sleep(pause, signal);
  }
}
function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timeout);
      resolve();
    };
    const timeout = setTimeout(finish, milliseconds);
    signal.addEventListener("abort", finish, { once: true });
  });
}
function checkSpan(span) {
  if (typeof span !== "object" || span === null) return void 0;
  const { traceId, spanId, event } = { ...span };
  const checked = passGate(event, NAMES, requireHash);
  if (!isHex(traceId, 32) || !isHex(spanId, 16) || checked === void 0) return void 0;
  return { traceId, spanId, event: checked };
}
function isHex(value, length) {
  return typeof value === "string" && value.length === length && /^[0-9a-f]+$/.test(value);
}
export {
  deliverSpooledEvents
};
