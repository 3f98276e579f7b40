# SPDX-License-Identifier: Apache-2.0
import sys,psycopg,io,asyncio
from psycopg.types.json import Jsonb
port=int(sys.argv[1]); R=[]
def t(n,f):
    try: f(); R.append((n,'ok'))
    except Exception as e:
        R.append((n,'FAIL '+type(e).__name__+' '+str(e).strip().replace('\n',' ')))
        fix()
def conn(**k): return psycopg.connect(host='127.0.0.1',port=port,user='mynah',dbname='mynah',**k)
c=conn(); cur=c.cursor()
def fix():
    global c,cur
    try: c.rollback()
    except Exception:
        c=conn(); cur=c.cursor()

def done():
    try: c.commit()
    except Exception: fix()
def q(s,*a,**k): cur.execute(s,*a,**k); return cur.fetchall() if cur.description else None
t('select',lambda:q('select 1'))
t('param',lambda:q('select %s,%s::text,%s,%s',(1,'a',None,[1,2])))
t('binary',lambda:q('select id,name,balance,created,tags,meta from customers where id<%b limit 5',(100,),binary=True))
t('prepare',lambda:[q('select name from customers where id=%s',(i,)) for i in range(8)])
t('prepare now',lambda:q('select %s::int',(1,),prepare=True))
t('infer',lambda:q('select id from customers where created < %s and balance > %s',( __import__('datetime').datetime.now(),1.5)))
done()
t('create',lambda:(q('create table if not exists p3(i int,t text,j jsonb,d date,n numeric)'),c.commit()))
t('executemany',lambda:cur.executemany('insert into p3(i,t,j,d,n) values(%s,%s,%s,%s,%s)',[(i,'x',Jsonb({}),__import__('datetime').date.today(),__import__('decimal').Decimal('1.5')) for i in range(5)]))
t('executemany ret',lambda:cur.executemany('insert into p3(i) values(%s) returning i',[(i,) for i in range(5)],returning=True))
done()
def pipe():
    with c.pipeline() as p:
        a=c.execute('select 1'); b=c.execute('select %s',(2,)); p.sync(); a.fetchone(); b.fetchone()
t('pipeline',pipe)
def cp():
    with cur.copy('copy p3(i,t) from stdin') as x:
        for i in range(10): x.write_row((i,'a'))
def cpb():
    with cur.copy('copy p3(i,t) from stdin (format binary)') as x:
        x.set_types(['int4','text'])
        for i in range(10): x.write_row((i,'a'))
def cpo():
    with cur.copy('copy (select i,t from p3) to stdout') as x:
        for r in x.rows(): pass
def cpob():
    with cur.copy('copy (select i,t from p3) to stdout (format binary)') as x:
        x.set_types(['int4','text'])
        for r in x.rows(): pass
t('copy in',cp); done(); t('copy in bin',cpb); done(); t('copy out',cpo); done(); t('copy out bin',cpob); done()
def named():
    with c.cursor('s1') as n: n.execute('select * from customers where id>%s',(0,)); n.itersize=100; [r for r in n]
    c.commit()
t('server cursor',named)
def cc():
    d=conn(cursor_factory=psycopg.ClientCursor); d.execute('select %s,%s',(1,'a')); d.close()
t('clientcursor',cc)
def tx():
    with c.transaction(): 
        q('select 1')
        try:
            with c.transaction(): q('select 1/0')
        except psycopg.errors.DivisionByZero: pass
t('nested tx',tx)
def ty():
    from psycopg.types import TypeInfo
    from psycopg.types.enum import EnumInfo
    from psycopg.types.composite import CompositeInfo
    from psycopg.types.range import RangeInfo
    TypeInfo.fetch(c,'hstore'); EnumInfo.fetch(c,'mood'); CompositeInfo.fetch(c,'customers'); RangeInfo.fetch(c,'int4range'); TypeInfo.fetch(c,'public.mood')
t('typeinfo',ty); done()
def stream(): list(cur.stream('select * from customers limit 20'))
t('stream',stream); done()
def attr():
    c.isolation_level=psycopg.IsolationLevel.SERIALIZABLE; c.read_only=True; q('select 1'); done(); c.isolation_level=None; c.read_only=None
t('attrs',attr)
def err():
    try: q('select nope')
    except psycopg.errors.UndefinedColumn: pass
    c.rollback()
    try: q("insert into customers(name,email) values('a','e1@x.org')"); raise Exception
    except psycopg.errors.UniqueViolation: c.rollback()
t('err',err)
def notif():
    d=conn(autocommit=True); got=[]; d.add_notify_handler(got.append); d.execute('listen ch'); d.execute("select pg_notify('ch','x')"); d.execute('select 1'); d.close()
    assert got
t('notify',notif)
def can():
    import threading
    d=conn(); threading.Timer(.5,d.cancel).start()
    try: d.execute('select count(*) from generate_series(1,100000) a, generate_series(1,100000) b'); raise Exception('not cancelled')
    except psycopg.errors.QueryCanceled: pass
t('cancel',can)
t('notice',lambda:q('do $$ begin raise notice $x$hi$x$; end $$'))
c.rollback()
async def am():
    a=await psycopg.AsyncConnection.connect(host='127.0.0.1',port=port,user='mynah',dbname='mynah'); await a.execute('select 1'); await a.close()
t('async',lambda:asyncio.run(am()))
for r in R: print(*r)
