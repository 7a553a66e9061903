FROM clickhouse/clickhouse-server:26.9.6.6
COPY clickhouse/users.xml /etc/clickhouse-server/users.d/home.xml
COPY clickhouse/cluster/ /schema/
