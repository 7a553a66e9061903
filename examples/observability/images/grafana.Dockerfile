FROM grafana/grafana:13.2.3
COPY grafana/provisioning/ /etc/grafana/provisioning/
COPY grafana/dashboards/ /etc/dashboards/
