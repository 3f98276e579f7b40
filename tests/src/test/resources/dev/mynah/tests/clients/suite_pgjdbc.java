// SPDX-License-Identifier: Apache-2.0
import java.sql.*; import java.util.*; import java.io.*;
final class PgjdbcClient {
  interface R { void run() throws Exception; }
  static void t(String n, R r){ try { r.run(); System.out.println(n+" ok");} catch(Throwable e){ System.out.println(n+" FAIL "+String.valueOf(e.getMessage()).replace('\n',' ')); } }
  static void rs(ResultSet r) throws Exception { while(r.next()){ for(int i=1;i<=r.getMetaData().getColumnCount();i++) r.getObject(i);} r.close(); }
  public static void main(String[] a) throws Exception {
    String url=a[0];
    Properties p=new Properties(); p.put("user","mynah");
    if(a.length>1) p.put("preferQueryMode",a[1]);
    Connection c=DriverManager.getConnection(url,p);
    DatabaseMetaData m=c.getMetaData();
    t("product",()->{m.getDatabaseProductVersion();m.getUserName();m.getURL();m.getMaxConnections();m.getMaxColumnNameLength();m.getSQLKeywords();m.getMaxIndexLength();m.getDefaultTransactionIsolation();m.getTimeDateFunctions();m.getStringFunctions();});
    t("getCatalogs",()->rs(m.getCatalogs()));
    t("getSchemas",()->rs(m.getSchemas()));
    t("getSchemas2",()->rs(m.getSchemas("mynah","sa%")));
    t("getTableTypes",()->rs(m.getTableTypes()));
    t("getTables",()->rs(m.getTables(null,null,"%",null)));
    t("getTables2",()->rs(m.getTables("mynah","public","cust%",new String[]{"TABLE","VIEW","MATERIALIZED VIEW"})));
    t("getColumns",()->rs(m.getColumns(null,"public","customers","%")));
    t("getColumnsAll",()->rs(m.getColumns(null,null,"%","%")));
    t("getPrimaryKeys",()->rs(m.getPrimaryKeys(null,"public","customers")));
    t("getImportedKeys",()->rs(m.getImportedKeys(null,"sales","orders")));
    t("getExportedKeys",()->rs(m.getExportedKeys(null,"public","customers")));
    t("getCrossReference",()->rs(m.getCrossReference(null,"public","customers",null,"sales","orders")));
    t("getIndexInfo",()->rs(m.getIndexInfo(null,"public","customers",false,true)));
    t("getBestRowIdentifier",()->rs(m.getBestRowIdentifier(null,"public","customers",1,true)));
    t("getVersionColumns",()->rs(m.getVersionColumns(null,"public","customers")));
    t("getTablePrivileges",()->rs(m.getTablePrivileges(null,"public","customers")));
    t("getColumnPrivileges",()->rs(m.getColumnPrivileges(null,"public","customers","%")));
    t("getProcedures",()->rs(m.getProcedures(null,null,"%")));
    t("getProcedureColumns",()->rs(m.getProcedureColumns(null,"public","add1","%")));
    t("getFunctions",()->rs(m.getFunctions(null,null,"add%")));
    t("getFunctionColumns",()->rs(m.getFunctionColumns(null,null,"add%","%")));
    t("getTypeInfo",()->rs(m.getTypeInfo()));
    t("getUDTs",()->rs(m.getUDTs(null,null,"%",null)));
    t("getClientInfoProperties",()->rs(m.getClientInfoProperties()));
    t("getSuperTables",()->{try{rs(m.getSuperTables(null,null,"%"));}catch(SQLFeatureNotSupportedException e){}});
    t("setSchema",()->{c.setSchema("sales"); c.getSchema(); c.setSchema("public");});
    t("isValid",()->c.isValid(5));
    t("clientInfo",()->c.setClientInfo("ApplicationName","me"));
    t("txiso",()->{c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);c.getTransactionIsolation();c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);});
    t("readonly",()->{c.setReadOnly(true);c.setAutoCommit(false);rs(c.createStatement().executeQuery("select 1"));c.commit();c.setAutoCommit(true);c.setReadOnly(false);});
    t("stmt",()->{Statement s=c.createStatement();rs(s.executeQuery("select * from customers limit 3"));s.execute("select 1; select 2; update customers set name=name where id=1");});
    t("create",()->{Statement s=c.createStatement();s.execute("drop table if exists jt");s.execute("create table jt(id serial primary key,i int,l bigint,s smallint,f real,d double precision,n numeric(10,3),t text,b boolean,dt date,tm time,ts timestamp,tz timestamptz,u uuid,by bytea,j jsonb,arr int[])");});
    t("prep insert",()->{ try(PreparedStatement ps=c.prepareStatement("insert into jt(i,l,s,f,d,n,t,b,dt,tm,ts,tz,u,by,j,arr) values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?::jsonb,?)")){
      for(int k=0;k<8;k++){ ps.setInt(1,k);ps.setLong(2,k);ps.setShort(3,(short)k);ps.setFloat(4,k);ps.setDouble(5,k);ps.setBigDecimal(6,new java.math.BigDecimal("1.5"));ps.setString(7,"x");ps.setBoolean(8,true);ps.setDate(9,java.sql.Date.valueOf("2024-01-01"));ps.setTime(10,Time.valueOf("10:00:00"));ps.setTimestamp(11,Timestamp.valueOf("2024-01-01 00:00:00"));ps.setObject(12,java.time.OffsetDateTime.now());ps.setObject(13,UUID.randomUUID());ps.setBytes(14,new byte[]{1,2});ps.setString(15,"{}");ps.setArray(16,c.createArrayOf("int4",new Integer[]{1,2}));ps.executeUpdate();}}});
    t("prep select binary",()->{ try(PreparedStatement ps=c.prepareStatement("select * from jt where id > ? and t = ? order by id")){ for(int k=0;k<8;k++){ps.setInt(1,0);ps.setString(2,"x");rs(ps.executeQuery());}}});
    t("pmeta",()->{ try(PreparedStatement ps=c.prepareStatement("select id,t from jt where id=?")){ ps.getParameterMetaData().getParameterType(1); ResultSetMetaData rm=ps.getMetaData(); rm.getColumnTypeName(1); rm.getTableName(1); rm.isAutoIncrement(1); rm.isNullable(1);} });
    t("rsmeta",()->{ ResultSet r=c.createStatement().executeQuery("select id,t,n,tz from jt"); ResultSetMetaData rm=r.getMetaData(); for(int i=1;i<=4;i++){rm.getTableName(i);rm.getSchemaName(i);rm.isNullable(i);rm.isAutoIncrement(i);rm.getColumnTypeName(i);rm.getPrecision(i);} });
    t("genkeys",()->{ try(PreparedStatement ps=c.prepareStatement("insert into jt(i) values(?)",Statement.RETURN_GENERATED_KEYS)){ps.setInt(1,1);ps.executeUpdate();rs(ps.getGeneratedKeys());} try(PreparedStatement ps=c.prepareStatement("insert into jt(i) values(?)",new String[]{"id"})){ps.setInt(1,1);ps.executeUpdate();rs(ps.getGeneratedKeys());}});
    t("batch",()->{ try(PreparedStatement ps=c.prepareStatement("insert into jt(i,t) values(?,?)")){for(int k=0;k<300;k++){ps.setInt(1,k);ps.setString(2,"b"+k);ps.addBatch();}ps.executeBatch();}});
    t("batch rewrite",()->{ Properties q=(Properties)p.clone(); q.put("reWriteBatchedInserts","true"); try(Connection c2=DriverManager.getConnection(url,q);PreparedStatement ps=c2.prepareStatement("insert into jt(i,t) values(?,?)")){for(int k=0;k<300;k++){ps.setInt(1,k);ps.setString(2,"b"+k);ps.addBatch();}ps.executeBatch();}});
    t("fetchsize",()->{ c.setAutoCommit(false); try(PreparedStatement ps=c.prepareStatement("select * from customers")){ps.setFetchSize(100);rs(ps.executeQuery());} c.commit(); c.setAutoCommit(true);});
    t("savepoint",()->{ c.setAutoCommit(false); Savepoint s=c.setSavepoint("s1"); c.createStatement().execute("update jt set i=1 where id=1"); c.rollback(s); c.releaseSavepoint(s); c.rollback(); c.setAutoCommit(true);});
    t("errtx",()->{ c.setAutoCommit(false); try{c.createStatement().execute("select nope");}catch(SQLException e){} try{c.createStatement().execute("select 1");}catch(SQLException e){ if(!"25P02".equals(e.getSQLState())) throw e;} c.rollback(); c.setAutoCommit(true);});
    t("updatable rs",()->{ Statement s=c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,ResultSet.CONCUR_UPDATABLE); ResultSet r=s.executeQuery("select id,t from jt where id=1"); r.next(); r.updateString(2,"zz"); r.updateRow(); });
    t("callable",()->{ try(CallableStatement cs=c.prepareCall("{? = call add1(?)}")){cs.registerOutParameter(1,Types.INTEGER);cs.setInt(2,1);cs.execute();cs.getInt(1);} });
    t("escape",()->rs(c.createStatement().executeQuery("select {fn now()}, {d '2024-01-01'}, {fn concat('a','b')}, {ts '2024-01-01 00:00:00'}")));
    t("copy in",()->{ var cm=c.unwrap(org.postgresql.PGConnection.class).getCopyAPI(); cm.copyIn("copy jt(i,t) from stdin with (format csv)",new StringReader("1,a\n2,b\n")); });
    t("copy out",()->{ var cm=c.unwrap(org.postgresql.PGConnection.class).getCopyAPI(); cm.copyOut("copy (select i,t from jt limit 5) to stdout with csv header",new StringWriter()); });
    t("timeout/cancel",()->{ Statement s=c.createStatement(); s.setQueryTimeout(1); try{ s.execute("select count(*) from generate_series(1,100000) a, generate_series(1,100000) b"); throw new Exception("not cancelled");}catch(SQLException e){ if(!"57014".equals(e.getSQLState())) throw e; } });
    t("notify",()->{ c.createStatement().execute("listen ch"); c.createStatement().execute("notify ch,'x'"); c.unwrap(org.postgresql.PGConnection.class).getNotifications(); });
    t("largeobj",()->{ c.setAutoCommit(false); var lo=c.unwrap(org.postgresql.PGConnection.class).getLargeObjectAPI(); long o=lo.createLO(); lo.delete(o); c.commit(); c.setAutoCommit(true);});
    t("abort",()->{ Connection c2=DriverManager.getConnection(url,p); c2.abort(Runnable::run);});
    t("network timeout",()->c.setNetworkTimeout(Runnable::run,1000));
    t("warnings",()->{Statement s=c.createStatement(); s.execute("drop table if exists nonexist"); if(s.getWarnings()==null) throw new Exception("no warning");});
    t("enum/json/array read",()->rs(c.createStatement().executeQuery("select mood, meta, tags, balance from customers limit 3")));
    c.close();
  }
}
