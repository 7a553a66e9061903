FROM otel/opentelemetry-collector-contrib:0.161.0
COPY collector/gateway.yaml /etc/otelcol/gateway.yaml
CMD ["--config=/etc/otelcol/gateway.yaml"]
