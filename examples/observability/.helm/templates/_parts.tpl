{{- define "labels" -}}
app.kubernetes.io/name: {{ . }}
app.kubernetes.io/part-of: observability
{{- end }}

{{- /* A variable from the Secret: name, key, root. */ -}}
{{- define "secret" -}}
name: {{ .name }}
valueFrom:
  secretKeyRef:
    name: {{ .root.Values.secret }}
    key: {{ .key }}
{{- end }}

{{- define "hardened" -}}
allowPrivilegeEscalation: false
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "disk" -}}
metadata:
  name: {{ .name }}
spec:
  accessModes: [ReadWriteOnce]
  {{- with .class }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests:
      storage: {{ .size }}
{{- end }}
