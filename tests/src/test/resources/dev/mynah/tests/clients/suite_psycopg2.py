# SPDX-License-Identifier: Apache-2.0
import sys,psycopg2,psycopg2.extras,io,traceback
port=int(sys.argv[1]); R=[]
def t(n,f):
    try: f(); R.append((n,'ok'))
    except Exception as e:
        R.append((n,'FAIL '+str(e).strip().replace('\n',' ')))
        try: c.rollback()
        except Exception: pass
def conn(): return psycopg2.connect(host='127.0.0.1',port=port,user='mynah',dbname='mynah')
c=conn(); cur=c.cursor()
def q(s,*a): cur.execute(s,*a); return cur.fetchall() if cur.description else None
t('select',lambda:q('select 1'))
t('param',lambda:q('select %s,%s,%s,%s',(1,'a',None,[1,2])))
try: c.commit()
except Exception: c.rollback()
t('server_version',lambda:c.server_version)
t('types',lambda:q('select id,name,mood,created,meta,tags,balance from customers limit 3'))
t('hstore',lambda:psycopg2.extras.HstoreAdapter.get_oids(c))
t('composite',lambda:psycopg2.extras.register_composite('customers',c))
t('uuid',lambda:(psycopg2.extras.register_uuid(),q("select '00000000-0000-0000-0000-000000000000'::uuid")))
t('executemany',lambda:(q('create table if not exists p2(i int,t text)'),cur.executemany('insert into p2 values(%s,%s)',[(i,'x') for i in range(5)]),c.commit()))
t('execute_values',lambda:psycopg2.extras.execute_values(cur,'insert into p2(i,t) values %s returning i',[(i,'y') for i in range(20)],fetch=True))
t('execute_batch',lambda:psycopg2.extras.execute_batch(cur,'insert into p2(i,t) values (%s,%s)',[(i,'y') for i in range(20)]))
c.commit()
def named():
    n=c.cursor('cur1'); n.itersize=100; n.execute('select * from customers'); [r for r in n]; n.close(); c.commit()
t('named cursor',named)
def scr():
    n=c.cursor('cur2',scrollable=True,withhold=True); n.execute('select id from customers'); n.scroll(10); n.fetchmany(3); n.close(); c.commit()
t('scroll hold',scr)
t('copy_to',lambda:cur.copy_to(io.StringIO(),'p2'))
t('copy_from',lambda:cur.copy_from(io.StringIO('1\ta\n2\tb\n'),'p2'))
t('copy_expert',lambda:cur.copy_expert("copy p2 from stdin with (format csv, header true)",io.StringIO('i,t\n1,a\n')))
c.commit()
def sess():
    c.set_session(isolation_level='SERIALIZABLE',readonly=True,deferrable=True); q('select 1'); c.rollback(); c.set_session(isolation_level='DEFAULT',readonly=False,deferrable=False)
t('session',sess)
def err():
    try: q('select nope')
    except psycopg2.errors.UndefinedColumn as e: assert e.pgcode=='42703'
    try: q('select 1'); raise Exception('tx not aborted')
    except psycopg2.errors.InFailedSqlTransaction: pass
    c.rollback()
t('err',err)
def uniq():
    try: q("insert into customers(name,email) values('a','e1@x.org')"); raise Exception('no err')
    except psycopg2.errors.UniqueViolation as e: pass
    finally: c.rollback()
t('unique',uniq)
def ac():
    d=conn(); d.autocommit=True; k=d.cursor(); k.execute('select 1'); k.execute('listen z'); k.execute("notify z"); d.poll(); d.close()
t('autocommit/notify',ac)
def can():
    import threading,time
    d=conn(); threading.Timer(.5,d.cancel).start()
    try: d.cursor().execute('select count(*) from generate_series(1,100000) a, generate_series(1,100000) b'); raise Exception('not cancelled')
    except psycopg2.errors.QueryCanceled: pass
t('cancel',can)
def twop():
    x=c.xid(1,'g','b'); c.tpc_begin(x); c.tpc_rollback()
t('tpc',twop)
t('mogrify',lambda:cur.mogrify('%s',('x',)))
t('tz',lambda:q("set time zone 'UTC'; select now()"))
for r in R: print(*r)
