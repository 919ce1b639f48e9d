SELECT 'a' UNION SELECT 'b'
SELECT NULL UNION SELECT 1
SELECT '1' UNION SELECT 2
SELECT 1 UNION SELECT 1.5
SELECT 'x' UNION SELECT 1
SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a DESC
SELECT a FROM t1 ORDER BY b
SELECT a+1 AS b FROM t1 ORDER BY b
SELECT a, count(*) FROM t1 GROUP BY 1
SELECT a AS z, count(*) FROM t1 GROUP BY z
SELECT a+1, count(*) FROM t1 GROUP BY a+1
SELECT b, count(*) FROM t1 GROUP BY a
SELECT count(*) FROM t1 HAVING count(*) > 1
SELECT a FROM t1 WHERE count(*) > 1
SELECT sum(count(*)) FROM t1
SELECT * FROM t1 JOIN t2 USING (a)
SELECT * FROM t1 NATURAL JOIN t2
SELECT * FROM t1 NATURAL FULL JOIN t2
SELECT * FROM t1 FULL JOIN t2 USING (a)
SELECT a FROM t1 JOIN t2 ON t1.a = t2.a
SELECT t1.a, t2.a, a FROM t1 FULL JOIN t2 USING (a)
SELECT * FROM t1, t1
SELECT x.* FROM t1 AS x (p, q)
SELECT p FROM t1 AS x (p)
SELECT x.p, x.b FROM t1 AS x (p)
SELECT 1 + '2'
SELECT '1' + '2'
SELECT 1 || 'a'
SELECT 'a' || 'b'
SELECT 'a' = 'b'
SELECT 1 = 'a'
SELECT 1 = '1'
SELECT true = 1
SELECT 1 IN (1, 2.5)
SELECT '1' IN (1, 2)
SELECT 1 IN ('1', '2')
SELECT NULL IN (1)
SELECT 1 NOT IN (2, NULL)
SELECT CASE WHEN true THEN 1 ELSE 2.5 END
SELECT CASE 1 WHEN 1 THEN 'a' ELSE 'b' END
SELECT CASE WHEN true THEN 1 ELSE 'a' END
SELECT CASE WHEN true THEN 1 ELSE true END
SELECT coalesce(NULL, 1, 2.0)
SELECT coalesce(NULL, NULL)
SELECT nullif(1, 1.0)
SELECT greatest(1, 2.5, NULL), least(3, 2)
SELECT greatest('a', 'b')
SELECT 5 / 2, -5 / 2, 5 % 3, -5 % 3
SELECT 5.0 / 2
SELECT 1.0 / 3
SELECT 10 / 3.0
SELECT 2147483647 + 1
SELECT 2147483648
SELECT -2147483648
SELECT 99999999999999999999
SELECT 1e3, 1.5e-2
SELECT sum(a), avg(a), sum(b) FROM t1
SELECT sum(n), avg(n), min(n), max(n) FROM t2
SELECT min('a')
SELECT count(DISTINCT a), count(a), count(*) FROM t1
SELECT count(*) FILTER (WHERE a > 0) FROM t1
SELECT DISTINCT a FROM t1 ORDER BY a
SELECT DISTINCT a FROM t1 ORDER BY b
SELECT DISTINCT ON (a) a, b FROM t1 ORDER BY a, b DESC
SELECT DISTINCT ON (a) a, b FROM t1 ORDER BY b
SELECT a FROM t1 ORDER BY 2
SELECT a FROM t1 GROUP BY 3
SELECT a FROM t1 LIMIT -1
SELECT a FROM t1 ORDER BY a LIMIT 2 OFFSET 1
SELECT (SELECT a FROM t1 WHERE b = 2)
SELECT (SELECT a, b FROM t1)
SELECT (SELECT a FROM t1 WHERE t1.a = x.a LIMIT 1) FROM t2 x ORDER BY 1
SELECT 1 WHERE EXISTS (SELECT * FROM t1)
SELECT a IN (SELECT a FROM t2) FROM t1
SELECT a NOT IN (SELECT a FROM t2) FROM t1
SELECT a = ANY (SELECT a FROM t2) FROM t1
SELECT 1 IN (SELECT a, b FROM t1)
WITH w AS (SELECT 1 AS a) SELECT * FROM w
WITH w (x) AS (SELECT a FROM t1) SELECT x FROM w ORDER BY x
WITH w AS (SELECT 1), w AS (SELECT 2) SELECT 1
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b
VALUES (1, 'a'), (2, NULL)
VALUES (1), (2.5)
VALUES (1), ('a')
VALUES (1, 2), (3)
SELECT * FROM (VALUES (1, 'x')) AS v (a, b)
SELECT column1 FROM (VALUES (1)) v
SELECT t1.* FROM t1 WHERE zz = 1
SELECT zz.a FROM t1
SELECT t1.zz FROM t1
SELECT * FROM nosuch
SELECT nosuch(1)
SELECT abs('a')
SELECT abs(-1), abs(-1.5)
SELECT length('abc'), upper('a'), substr('abc', 2), substring('abc' FROM 2 FOR 1)
SELECT 'abc' LIKE 'a%', 'abc' NOT LIKE 'a_c', 'ABC' ILIKE 'a%'
SELECT 1 IS DISTINCT FROM NULL, NULL IS NOT DISTINCT FROM NULL
SELECT true IS TRUE, NULL IS UNKNOWN, (1 = 1) IS NOT FALSE
SELECT NOT 1
SELECT 1 AND true
SELECT a FROM t1 WHERE a
SELECT a FROM t1 WHERE 'true'
SELECT '2020-01-01'::date + 1, date '2020-02-01' - date '2020-01-01'
SELECT timestamp '2020-01-01 10:00' + interval '1 day'
SELECT date '2020-01-01' < timestamp '2020-01-02'
SELECT cast('12' AS int), '12'::bigint, 1.6::int, 2.5::int, 3.5::int, 1::text
SELECT 'abc'::int
SELECT 1.23456::numeric(4,2)
SELECT 123.45::numeric(4,2)
SELECT 'abc'::varchar(2)
SELECT 1::boolean, 0::boolean
SELECT true::int, true::text
SELECT 1.5::float8, 1::real, '1e400'::float8
SELECT 'NaN'::numeric, 'Infinity'::float8
SELECT -(-1), +1, - a FROM t1
SELECT round(1.5), round(2.5), round(1.234, 2), ceil(1.2), floor(-1.2)
SELECT a::text || 'x' FROM t1 WHERE a = 1
SELECT 1 AS "A", 2 AS b
SELECT a "x y" FROM t1 WHERE b = 2
SELECT true, null, 1 + 1, 'a', count(*), -1, (select 5), exists(select 1), a::text, case when true then a end, coalesce(a, 1) FROM t1 GROUP BY a ORDER BY a
SELECT x.a FROM t1 x LEFT JOIN LATERAL (SELECT n FROM t2 WHERE t2.a = x.a) y ON true WHERE y.n IS NULL
SELECT x.a FROM t1 x RIGHT JOIN LATERAL (SELECT n FROM t2 WHERE t2.a = x.a) y ON true
SELECT x.a FROM t1 x, (SELECT x.a) y
SELECT a, b FROM t1 UNION SELECT a FROM t2
SELECT a FROM t1 UNION SELECT n FROM t2 ORDER BY a + 1
(SELECT a FROM t1 ORDER BY a LIMIT 1) UNION ALL (SELECT 9)
SELECT a FROM t1 INTERSECT SELECT a FROM t2 UNION SELECT 7 ORDER BY 1
SELECT max(a) + b FROM t1 GROUP BY b ORDER BY max(a)
SELECT s, f FROM t3 ORDER BY s DESC NULLS LAST, f NULLS FIRST
SELECT a FROM t1 GROUP BY a ORDER BY count(*) DESC, a
SELECT sum(a) FROM t1 WHERE false
SELECT x FROM (SELECT 'a' AS x) y WHERE x = 'a'
SELECT '10' > 9, '10' > '9'
SELECT 1.0 = 1.00, 1.10
SELECT a FROM public.t1 WHERE public.t1.a = 2
SELECT bool_and(f), bool_or(f), every(f) FROM t3
SELECT min(f) FROM t3
SELECT FROM t1
SELECT DISTINCT s FROM t3 WHERE s > ''
SELECT EXISTS (SELECT 1/0)
SELECT EXISTS (SELECT DISTINCT 1/0 FROM t1 ORDER BY 1 LIMIT 3)
SELECT EXISTS (SELECT 1/0 FROM t1 GROUP BY a)
SELECT EXISTS (SELECT 1/0 FROM t1 WHERE a > 100)
SELECT a FROM t1 WHERE EXISTS (SELECT 1/0 FROM t2 WHERE t2.a = t1.a) ORDER BY a
SELECT a FROM t1 WHERE NOT EXISTS (SELECT count(*) FROM t2 WHERE t2.a = t1.a)
SELECT count(*) FROM t1 GROUP BY 'a'
SELECT count(*) FROM t1 GROUP BY 1.5
SELECT count(*) FROM t1 GROUP BY NULL
SELECT count(*) FROM t1 GROUP BY true
SELECT count(*) FROM t1 GROUP BY 99999999999
SELECT count(*) FROM t1 GROUP BY -1
SELECT a FROM t1 ORDER BY 'a'
SELECT DISTINCT ON ('a') a FROM t1
SELECT count(*) FROM t1 GROUP BY 'a'::text
SELECT sum('1') FROM t1
SELECT avg('1') FROM t1
SELECT sum(NULL) FROM t1
SELECT bool_and('t'), every('f'), bool_or(NULL) FROM t1
SELECT bool_and('x') FROM t1
SELECT min('1'), max('b'), min(NULL), count('x'), count(NULL) FROM t1
SELECT sum(i), avg(i), min(i), max(i) FROM (VALUES (interval '1 month'), ('2 days 00:00:01'), (NULL)) AS v (i)
SELECT sum(i), avg(i) FROM (VALUES (interval 'infinity'), ('2 days 00:00:01')) AS v (i)
SELECT sum(i) FROM (VALUES (interval 'infinity'), ('-infinity')) AS v (i)
SELECT avg(i) FROM (VALUES (interval 'infinity'), ('-infinity')) AS v (i)
SELECT sum(i) FROM (VALUES (interval '2147483647 days'), ('1 day')) AS v (i)
SELECT avg(a::bigint), avg(a::smallint), avg(a::real), avg(a::float8), avg(a::numeric) FROM t1
SELECT sum(a::bigint), sum(a::smallint), sum(a::real), sum(a::float8), sum(a::numeric) FROM t1
SELECT x.f, y.g FROM (VALUES (1::real), (2.5)) AS x (f) JOIN (VALUES (1::float8), (2.5)) AS y (g) ON x.f = y.g
SELECT x.f, y.g FROM (VALUES (date '2020-01-01')) AS x (f) JOIN (VALUES (timestamp '2020-01-01 00:00')) AS y (g) ON x.f = y.g
SELECT variance(n), var_samp(n), var_pop(n), stddev(n), stddev_samp(n), stddev_pop(n) FROM t2
SELECT a, variance(b), var_pop(b), stddev(b), stddev_pop(b), count(*) FROM t1 GROUP BY a
SELECT variance(DISTINCT b), var_pop(b) FILTER (WHERE a = 1), stddev(a + b) FROM t1
SELECT var_samp(a::smallint), var_pop(a::bigint), stddev(a::real), stddev_pop(a::float8), stddev(a::numeric) FROM t1
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (1.10), (2.345), (0.0001)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (1e30), (2e30), (-1e29)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (1e-30), (2e-30), (-1e-29)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (9223372036854775807), (-9223372036854775808), (0)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (1.5), ('NaN')) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (1.5), ('Infinity')) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('-Infinity'::float8), (1)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('NaN'::numeric)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('Infinity'::float8)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (7.25)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (7.25::float8)) AS v (x)
SELECT variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES (7.25), (7.250)) AS v (x)
SELECT variance(x) FROM (VALUES (1e200::float8), (-1e200)) AS v (x)
SELECT variance(a), stddev(b) FROM t1 WHERE false
SELECT variance('1') FROM t1
SELECT stddev(s) FROM t3
SELECT stddev_pop(i) FROM (VALUES (interval '1 day')) AS v (i)
SELECT stddev(a, b) FROM t1
SELECT any_value(a) FROM t1 WHERE a = 1
SELECT any_value(s) FROM t3 WHERE s = 'a'
SELECT any_value('x') FROM t3
SELECT min(x), max(x) FROM (VALUES (bytea 'abc'), ('ab'), ('b'), (NULL)) AS v (x)
SELECT min(f) FROM t3
SELECT string_agg(s, ',' ORDER BY s DESC) FROM t3
SELECT string_agg(s, ',' ORDER BY f NULLS FIRST, s) FROM t3
SELECT string_agg(DISTINCT s, '-') FROM t3
SELECT string_agg(DISTINCT s, '-' ORDER BY s DESC) FROM t3
SELECT string_agg(DISTINCT s, '-' ORDER BY f) FROM t3
SELECT string_agg(s, '-' ORDER BY s) FILTER (WHERE f) FROM t3
SELECT string_agg(s, NULL ORDER BY s) FROM t3
SELECT f, string_agg(s, s || '<' ORDER BY s) FROM t3 GROUP BY f
SELECT string_agg(a::text, '+' ORDER BY b, a) FROM t1
SELECT string_agg(a, ',') FROM t1
SELECT string_agg('x') FROM t1
SELECT string_agg('x', '') FROM t1
SELECT string_agg(s, ',') FROM t3 WHERE false
SELECT string_agg(s::bytea, '\x00' ORDER BY s) FROM t3
SELECT string_agg(s, '\x00'::bytea) FROM t3
SELECT string_agg(DISTINCT s::varchar, ',' ORDER BY s::varchar) FROM t3
SELECT string_agg(DISTINCT s::varchar, ',' ORDER BY s) FROM t3
SELECT sum(a ORDER BY b) FROM t1
SELECT sum(DISTINCT a ORDER BY b) FROM t1
SELECT (SELECT string_agg(s || a, ',' ORDER BY s) FROM t3) FROM t1
SELECT sum() FROM t1
SELECT sum(a, b) FROM t1
SELECT ARRAY[1,2,3]
SELECT ARRAY[1,NULL,3]
SELECT ARRAY['a','b c','NULL','',NULL,'q"x','\y']
SELECT ARRAY[1,2.5]
SELECT ARRAY[1,'2']
SELECT ARRAY[1,'x']
SELECT ARRAY[1,true]
SELECT ARRAY[]
SELECT ARRAY[]::int[]
SELECT ARRAY[ARRAY[1,2],ARRAY[3,4]]
SELECT ARRAY[[1,2],[3,4]]
SELECT ARRAY[[1,2],[3]]
SELECT ARRAY[ARRAY[1,2],NULL]
SELECT ARRAY[ARRAY[]::int[], ARRAY[]::int[]]
SELECT ARRAY[ARRAY[1], '{2}']
SELECT ARRAY[ARRAY[1], 2]
SELECT ARRAY['1','2']::int[]
SELECT ARRAY[['1','2'],['3','4']]::int[]
SELECT ARRAY['1','x']::int[]
SELECT ARRAY['abc','d']::varchar(2)[]
SELECT ARRAY[1.23456, 2]::numeric(5,2)[]
SELECT '{1,2,3}'::int[]
SELECT '{1,NULL,null,"null"}'::text[]
SELECT '{{1,2},{3,4}}'::int[][]
SELECT '[0:1]={1,2}'::int[]
SELECT '[2]={1,2}'::int[]
SELECT '[-1:0][2:3]={{1,2},{3,4}}'::int[]
SELECT '{a b , "c,d",  e\,f }'::text[]
SELECT ''::int[]
SELECT '{'::int[]
SELECT '{1'::int[]
SELECT '{1,}'::int[]
SELECT '{,1}'::int[]
SELECT '{1}}'::int[]
SELECT '{1} x'::int[]
SELECT '{1}{2}'::int[]
SELECT '{{1},{2,3}}'::int[]
SELECT '{{1},2}'::int[]
SELECT '{1,{2}}'::int[]
SELECT '{}'::int[]
SELECT '{{},{}}'::int[]
SELECT '{{}}'::int[]
SELECT '{{},{1}}'::int[]
SELECT '{"a"b}'::text[]
SELECT '{a"b"}'::text[]
SELECT '{"a'::text[]
SELECT '{a{b}}'::text[]
SELECT '{"a"{b}}'::text[]
SELECT '[1:2]{1,2}'::int[]
SELECT '[1:2]=1,2'::int[]
SELECT '[1:3]={1,2}'::int[]
SELECT '[1:'::int[]
SELECT '[]={1}'::int[]
SELECT '[1:]={1}'::int[]
SELECT '[2:1]={}'::int[]
SELECT '[1:2147483647]={1}'::int[]
SELECT '[1:2147483648]={1}'::int[]
SELECT '[-2147483648:2147483646]={1}'::int[]
SELECT '{1,x}'::int[]
SELECT 'x'::int[]
SELECT '{{{{{{{1}}}}}}}'::int[]
SELECT '{t,f}'::bool[], '{2020-01-01}'::date[], '{1 day}'::interval[], '{1.50}'::numeric[], '{"2020-01-01 00:00:00"}'::timestamp[]
SELECT (ARRAY[1,2,3])[2]
SELECT (ARRAY[1,2,3])[0]
SELECT (ARRAY[1,2,3])[NULL]
SELECT (ARRAY[1,2,3])['2']
SELECT (ARRAY[1,2,3])['x']
SELECT (ARRAY[1,2,3])[true]
SELECT (ARRAY[1,2,3])[1.6]
SELECT (ARRAY[[1,2],[3,4]])[2][1]
SELECT (ARRAY[[1,2],[3,4]])[2]
SELECT (ARRAY[1,2,3])[1][1]
SELECT (ARRAY[1,2,3])[1:2]
SELECT (ARRAY[1,2,3])[:2]
SELECT (ARRAY[1,2,3])[2:]
SELECT (ARRAY[1,2,3])[:]
SELECT (ARRAY[1,2,3])[3:2]
SELECT (ARRAY[1,2,3])[NULL:2]
SELECT (ARRAY[1,2,3])[-5:10]
SELECT (ARRAY[[1,2,3],[4,5,6]])[1:1][2:3]
SELECT (ARRAY[[1,2,3],[4,5,6]])[2:2]
SELECT (ARRAY[[1,2,3],[4,5,6]])[1:2][2]
SELECT (ARRAY[[1,2,3],[4,5,6]])[2][2:3]
SELECT ((ARRAY[[1,2,3],[4,5,6]])[2:2])[1][2]
SELECT ('[0:2]={1,2,3}'::int[])[0:1]
SELECT ('[0:2]={1,2,3}'::int[])[0]
SELECT ('{}'::int[])[1:2]
SELECT (ARRAY[1,2,3])[1:2][1]
SELECT (1)[1]
SELECT ('a')[1]
SELECT (ARRAY[1,2])[1][1][1][1][1][1][1]
SELECT ARRAY[1,2] = ARRAY[1,2], ARRAY[1,2] < ARRAY[1,3], ARRAY[1,2] < ARRAY[1,2,3], ARRAY[2] > ARRAY[1,2,3], ARRAY[1,NULL] = ARRAY[1,NULL], ARRAY[1,NULL] < ARRAY[1,2]
SELECT ARRAY[1,2] = '{1,2}', '{1,2}' = ARRAY[1,2]
SELECT ARRAY[1,2] = ARRAY[1.0,2]
SELECT ARRAY[1,2] = ARRAY[1::bigint,2]
SELECT ARRAY[1,2] <> '[0:1]={1,2}'::int[], ARRAY[1,2] < '[0:1]={1,2}'::int[]
SELECT ARRAY[[1,2],[3,4]] > ARRAY[1,2,3,4]
SELECT ARRAY[1,2] || ARRAY[3]
SELECT ARRAY[1,2] || 3
SELECT 0 || ARRAY[1,2]
SELECT ARRAY[1,2] || '{3,4}'
SELECT '{3,4}' || ARRAY[1,2]
SELECT ARRAY[1,2] || NULL
SELECT NULL || ARRAY[1,2]
SELECT ARRAY[1,2] || '3'
SELECT ARRAY[1,2] || 2.5
SELECT ARRAY[1,2] || 'x'::text
SELECT ARRAY[1,2] || ARRAY[[3,4]]
SELECT ARRAY[[1,2]] || ARRAY[3,4]
SELECT ARRAY[[1,2]] || ARRAY[3]
SELECT ARRAY[[1,2]] || ARRAY[[3]]
SELECT ARRAY[[[1]]] || ARRAY[1]
SELECT ARRAY[[1,2]] || 3
SELECT '[0:1]={1,2}'::int[] || 3, 3 || '[0:1]={1,2}'::int[]
SELECT 'a' || 1, 1 || 'a', 'a'::text || true, 1.50 || 'x'::text, '2020-01-01'::date || ' x'
SELECT 'a' || 'b', 'a'::text || NULL, NULL || NULL
SELECT 1 || '{2}'
SELECT 1 || 2
SELECT ARRAY[1,2,3] @> ARRAY[1], ARRAY[1] <@ ARRAY[1,2], ARRAY[1,2] && ARRAY[2,3], ARRAY[1,NULL] @> ARRAY[NULL]::int[], '{}'::int[] <@ ARRAY[1]
SELECT ARRAY[1,2] @> '{1}', ARRAY[1] @> ARRAY['a'], ARRAY[1] @> 1
SELECT ARRAY[1.5] @> ARRAY[1]
SELECT 1 = ANY(ARRAY[1,2]), 3 = ANY(ARRAY[1,2]), 3 = ANY(ARRAY[1,NULL]), NULL = ANY(ARRAY[1]), NULL = ANY('{}'::int[]), 1 = ANY(NULL::int[]), 1 <> ALL(ARRAY[1,2]), 3 <> ALL(ARRAY[1,2]), 3 > ALL('{}'::int[])
SELECT 1 = ANY('{1,2}'), '1' = ANY(ARRAY[1,2]), 1 = ANY(ARRAY[1.0]), 1.5 = ANY(ARRAY[1,2])
SELECT 'a' LIKE ANY(ARRAY['b','a%']), 'a' NOT LIKE ALL(ARRAY['b%']), 'a' ~ ANY(ARRAY['b','a'])
SELECT 1 = ANY(1)
SELECT 1 = ANY(ARRAY['a'])
SELECT 1 = SOME(ARRAY[[1,2],[3,4]])
SELECT a = ANY(ARRAY[b, 1]) FROM t1
SELECT a FROM t1 WHERE a = ANY('{0,2}')
SELECT array_length(ARRAY[1,2], 1), array_length(ARRAY[1,2], 2), array_length(ARRAY[1,2], 0), array_length('{}'::int[], 1), array_length(ARRAY[[1,2,3],[4,5,6]], 2)
SELECT array_lower('[0:1]={1,2}'::int[], 1), array_upper('[0:1]={1,2}'::int[], 1), array_ndims(ARRAY[[1]]), array_ndims('{}'::int[]), array_dims(ARRAY[[1,2]]), array_dims('{}'::int[]), cardinality(ARRAY[[1,2]]), cardinality('{}'::int[])
SELECT array_length('{1}', 1)
SELECT array_length(NULL, 1)
SELECT array_length(1, 1)
SELECT array_length(ARRAY[1])
SELECT array_append(ARRAY[1], 2), array_append(NULL, 2), array_append('{}'::int[], NULL), array_append(ARRAY[1], 2.5), array_append('{a}', 'b'), array_prepend(1, '{2}'), array_prepend(NULL, ARRAY[1]), array_prepend('x', NULL)
SELECT array_append(ARRAY[[1]], 2)
SELECT array_cat(ARRAY[1], ARRAY[2.5]), array_cat(NULL, ARRAY[1]), array_cat(NULL::int[], NULL), array_cat('{}', ARRAY[1])
SELECT array_cat(NULL, NULL)
SELECT array_position(ARRAY[1,2,3,2], 2), array_position(ARRAY[1,2,3,2], 2, 3), array_position(ARRAY[1,NULL], NULL), array_position('[0:1]={5,6}'::int[], 6), array_position(ARRAY['a'], 'b'), array_position(ARRAY[1], 1.0), array_position(NULL, 1)
SELECT array_position(ARRAY[[1]], 1)
SELECT array_position(ARRAY[1], 1, NULL)
SELECT array_positions(ARRAY[1,2,1,NULL], 1), array_positions(ARRAY[1,NULL], NULL), array_positions(ARRAY[1], 9), array_positions(NULL, 1)
SELECT array_remove(ARRAY[1,2,1], 1), array_remove(ARRAY[1,NULL], NULL), array_remove(ARRAY[1,1], 1), array_remove('[0:2]={1,2,3}'::int[], 1), array_remove(NULL::int[], 1)
SELECT array_remove(ARRAY[[1]], 1)
SELECT array_replace(ARRAY[1,2,1], 1, 9), array_replace(ARRAY[1,NULL], NULL, 3), array_replace(ARRAY[[1]], 1, NULL), array_replace(ARRAY[1], 1, 2.5)
SELECT array_to_string(ARRAY[1,NULL,3], ','), array_to_string(ARRAY[1,NULL,3], ',', 'x'), array_to_string('{}'::int[], ','), array_to_string(ARRAY[[1,2],[3,4]], '-'), array_to_string(ARRAY[1], NULL), array_to_string(ARRAY[NULL]::int[], ','), array_to_string(ARRAY[true], ','), array_to_string(NULL::int[], ',', 'x')
SELECT string_to_array('a,b,c', ','), string_to_array('a,b,c', NULL), string_to_array('a,b', ''), string_to_array('', ','), string_to_array(NULL, ','), string_to_array('a,,b', ',', ''), string_to_array('axxb', 'xx'), string_to_array('abc', NULL, 'b'), string_to_array('a,b', ',', NULL)
SELECT array_fill(7, ARRAY[3]), array_fill(7, ARRAY[2,2]), array_fill(NULL::int, ARRAY[2]), array_fill(1, '{}'), array_fill(1, ARRAY[0]), array_fill(1, ARRAY[2], ARRAY[5]), array_fill('x'::text, ARRAY[1])
SELECT array_fill('x', ARRAY[1])
SELECT array_fill(1, NULL)
SELECT array_fill(1, ARRAY[NULL]::int[])
SELECT array_fill(1, ARRAY[-1])
SELECT array_fill(1, ARRAY[[1]])
SELECT array_fill(1, ARRAY[1], ARRAY[1,2])
SELECT array_fill(1, ARRAY[1,1,1,1,1,1,1])
SELECT array_fill(1, ARRAY[100000,100000])
SELECT array_fill(ARRAY[1], ARRAY[1])
SELECT trim_array(ARRAY[1,2,3], 1), trim_array(ARRAY[1,2], 2), trim_array(ARRAY[1,2], 0), trim_array('[5:7]={1,2,3}'::int[], 1), trim_array(ARRAY[[1,2],[3,4]], 1)
SELECT trim_array(ARRAY[1,2], 3)
SELECT trim_array(ARRAY[1,2], -1)
SELECT trim_array('{}'::int[], 0)
SELECT array_reverse(ARRAY[1,2,3]), array_reverse(ARRAY[[1,2],[3,4]]), array_reverse('[0:1]={1,2}'::int[]), array_reverse('{}'::int[])
SELECT array_agg(a) FROM t2 WHERE a = 2
SELECT array_agg(a ORDER BY a DESC, b) FROM t1
SELECT array_agg(DISTINCT a) FROM t1
SELECT array_agg(DISTINCT a ORDER BY a DESC NULLS LAST) FROM t1
SELECT array_agg(a ORDER BY b) FILTER (WHERE a > 0) FROM t1
SELECT array_agg(a) FROM t1 WHERE false
SELECT array_agg(ARRAY[a,b] ORDER BY a, b) FROM t1
SELECT array_agg('x') FROM t1
SELECT array_agg(NULL) FROM t1
SELECT array_agg(s::varchar ORDER BY s) FROM t3
SELECT array_agg(n ORDER BY n) FROM t2
SELECT array_agg(NULL::int[]) FROM t1
SELECT array_agg('{}'::int[]) FROM t1
SELECT ARRAY(SELECT a FROM t1 ORDER BY a DESC)
SELECT ARRAY(SELECT a FROM t1 ORDER BY b, a LIMIT 2)
SELECT ARRAY(SELECT a FROM t1 WHERE false)
SELECT ARRAY(SELECT ARRAY[a, b] FROM t1 ORDER BY a, b)
SELECT ARRAY(SELECT a, b FROM t1)
SELECT a, ARRAY(SELECT n FROM t2 WHERE t2.a = t1.a ORDER BY n) FROM t1
SELECT ARRAY[1,2]::text, ARRAY[1,2]::text[], ARRAY['1','2']::text[]::int[], '{1,2}'::text::int[], ARRAY[1.7]::int[]
SELECT ARRAY[1]::date[]
SELECT ARRAY[1]::int
SELECT (ARRAY[1,2] || 3)[3]
SELECT max(ARRAY[a,b]), min(ARRAY[a,b]) FROM t1
SELECT DISTINCT ARRAY[a] FROM t1
SELECT ARRAY[n], count(*) FROM t2 GROUP BY 1
SELECT ARRAY[a] FROM t1 ORDER BY ARRAY[a] DESC
SELECT count(DISTINCT ARRAY[a]) FROM t1
SELECT CASE WHEN true THEN ARRAY[1] ELSE '{2}' END
SELECT coalesce(NULL, ARRAY[1]), coalesce(ARRAY[1], ARRAY[2.5])
SELECT ARRAY[1] IN (ARRAY[1], ARRAY[2]), ARRAY[1] IS DISTINCT FROM NULL
SELECT ARRAY[1] UNION SELECT ARRAY[2]
SELECT greatest(ARRAY[1], ARRAY[1,2])
SELECT '{1,2}'::int4[], '{1}'::integer array, '{1}'::int[3]
SELECT concat(ARRAY[1,2], 'x'), concat_ws(',', ARRAY['a b'], 1)
SELECT a IN (SELECT 1) , a = ANY(SELECT b FROM t1), a < ALL(SELECT n FROM t2) FROM t1
SELECT a = ANY((SELECT array_agg(b) FROM t1)::int[]) FROM t1
SELECT a = ANY((SELECT array_agg(b) FROM t1)) FROM t1
SELECT string_agg(array_to_string(ARRAY[a,b], '/'), ',' ORDER BY a, b) FROM t1
SELECT 'a' LIKE ANY (SELECT 'a%'), 'a' ILIKE ALL (ARRAY['A','%']), 'a' NOT ILIKE ANY (ARRAY['A'])
SELECT 'abc' ~ ANY (SELECT 'b'), 5 >= SOME (SELECT a FROM t1)
SELECT ARRAY[1] @> ANY (ARRAY['{1}','{2}'])
SELECT (a, b) = ANY (SELECT a, b FROM t1) FROM t1
SELECT (a, b) IN (SELECT a, b FROM t1), (a, b) NOT IN (SELECT 1, 2) FROM t1
SELECT (a, b) = (SELECT 1, 2) FROM t1
SELECT (SELECT sum(t1.a + t2.a) FROM t2) FROM t1
SELECT array_agg(a ORDER BY 1) FROM t1 WHERE a = 1
SELECT count(*) FILTER (WHERE a = ANY('{1,2}')) FROM t1
SELECT array_agg(a ORDER BY a) = ARRAY(SELECT a FROM t1 ORDER BY a) FROM t1
SELECT array_agg(DISTINCT n) FROM t2
SELECT array_agg(DISTINCT n ORDER BY n DESC) FROM t2
SELECT array_agg(DISTINCT ARRAY[n]) FROM t2 WHERE n IS NOT NULL
SELECT array_agg(a, b) FROM t1
SELECT array_agg() FROM t1
SELECT array_agg(*) FROM t1
SELECT count(ARRAY[1])
SELECT sum(ARRAY[1])
SELECT a[1] FROM t1
SELECT array_upper(ARRAY[1,2,3], 1) + 1
SELECT ARRAY[1, 2] + ARRAY[3]
SELECT - ARRAY[1]
SELECT ARRAY[1] IS NULL, ARRAY[NULL] IS NULL, NOT (ARRAY[1] = ARRAY[2])
SELECT CAST('{1,2}' AS int[]), CAST(ARRAY[1,2] AS bigint[]), CAST(NULL AS int[])
SELECT '{1,2}'::int[]::text::int[]
SELECT ARRAY[1::smallint, 2::bigint], ARRAY[1, NULL, 2.5::real], ARRAY['2020-01-01'::date, '2020-01-02 00:00:00'::timestamp]
SELECT ARRAY['a'::varchar, 'b'::text], ARRAY['a'::char(3), 'b'::varchar]
SELECT ARRAY[1, ARRAY[2]]
SELECT ARRAY[]::text[] || 'a', ARRAY[]::text[] || NULL, NULL::text[] || 'a'::text
SELECT '{}'::text[] = '{}', '{}'::text[] = ARRAY[]::text[]
SELECT 'x' = ANY (NULL), 1 = ANY (NULL)
SELECT ANY (ARRAY[1])
SELECT 1 IN (ARRAY[1])
SELECT (ARRAY['a','b','c'])[2:3][1], (ARRAY['a'])[1]::text || 'x'
SELECT array_to_string(ARRAY['a', NULL, 'b']::varchar[], ',', '*')
SELECT array_to_string('{1,2}'::text, ',')
SELECT array_to_string('{1,2}', ',')
SELECT array_length('{1,2}'::int[], 1.5)
SELECT array_cat('{1}', '{2}')
SELECT array_cat('{1}', '{2}'::text[])
SELECT array_append('{1}', '2')
SELECT array_append('{1}', 2)
SELECT array_position('{a,b}', 'b')
SELECT array_sort(ARRAY[3,1,NULL,2]), array_sort(ARRAY[3,1,NULL,2], true), array_sort(ARRAY[3,1,NULL,2], true, false), array_sort(ARRAY[[2,1],[1,2]])
SELECT width_bucket(5, ARRAY[1,3,6])
SELECT string_to_array('1,2', ',')::int[]
SELECT min(DISTINCT s), string_agg(DISTINCT s, ',' ORDER BY s), count(DISTINCT s) FROM t3 GROUP BY f HAVING string_agg(s, '') <> ''
SELECT f, array_agg(s ORDER BY s) FROM t3 GROUP BY f ORDER BY array_agg(s ORDER BY s) DESC, f
SELECT any_value(ARRAY[1])
SELECT max(s ORDER BY s) FROM t3
SELECT coalesce(array_agg(a), '{}') FROM t1 WHERE false
SELECT unnest
SELECT ARRAY[1,2,3] <@ ARRAY[1,2,3,4] AND 2 = ALL (ARRAY[2,2])
SELECT ARRAY['a','b'] @> ARRAY['a'::varchar]
SELECT ARRAY['a','b'] @> ARRAY['a'::varchar]::text[]
SELECT ARRAY['a'::varchar] = ARRAY['a'::text]
SELECT ARRAY['a'::varchar] || 'b'::text
SELECT ARRAY['a'::varchar] || ARRAY['b'::text]
SELECT CASE WHEN a = 1 THEN ARRAY[a] END FROM t1
SELECT nullif(ARRAY[1], ARRAY[1]), nullif(ARRAY[1], '{2}')
SELECT a FROM t1 ORDER BY ARRAY[b, a] NULLS FIRST
SELECT (SELECT array_agg(n ORDER BY n) FROM t2 WHERE t2.a = t1.a) AS x FROM t1 ORDER BY x
SELECT DISTINCT ON (ARRAY[a]) a, b FROM t1 ORDER BY ARRAY[a], b
SELECT ARRAY[a] FROM t1 EXCEPT SELECT ARRAY[1]
SELECT * FROM t1 JOIN t2 ON ARRAY[t1.a] = ARRAY[t2.a]
SELECT ARRAY(SELECT DISTINCT a FROM t1 ORDER BY a NULLS FIRST)
SELECT ARRAY(VALUES (3), (1) ORDER BY 1)
SELECT ARRAY(SELECT 1 UNION SELECT 2 ORDER BY 1 DESC)
SELECT ARRAY(SELECT 'x')
SELECT ARRAY(SELECT NULL)
SELECT cardinality(NULL::int[]), cardinality(NULL)
SELECT abs(1) FILTER (WHERE false)
SELECT abs(DISTINCT 1)
SELECT abs(1 ORDER BY 1)
SELECT nosuch(DISTINCT 1)
SELECT ARRAY[1.0,2]::int[]::text[]::numeric(3,2)[]
SELECT '{abc,de}'::varchar(2)[]
SELECT '{abc,de}'::char(4)[]
SELECT ARRAY[1]::int[][][]
SELECT ARRAY[true]::int[], ARRAY[1]::bool[], ARRAY['t']::bool[]
SELECT string_agg(a::text, ',' ORDER BY a) FROM (SELECT DISTINCT a FROM t1) x
SELECT 1 = ANY (ARRAY[[1],[NULL]]), array_agg(ROW(1,2)) FROM t1
SELECT (a, b) <> (SELECT 1, 2), (a, b) < (SELECT a, b FROM t1 WHERE a = 2), ROW(a) = (SELECT 1) FROM t1
SELECT (a, b) = (SELECT a, b FROM t1) FROM t1
SELECT (a, b) = (SELECT 1) FROM t1
SELECT (a, b) = (SELECT 1, 2, 3) FROM t1
SELECT (a, b) = (SELECT t1.a, n FROM t2 WHERE t2.a = t1.a ORDER BY n LIMIT 1) FROM t1
VALUES (1), (2) ORDER BY z
SELECT a FROM t1 UNION SELECT a FROM t2 ORDER BY a + 1
SELECT (SELECT * FROM (SELECT 1 AS a) x)
SELECT *
SELECT t9.* FROM t1
SELECT width_bucket(5.0, ARRAY[1,3,6]), width_bucket(0, '{1,2}'), width_bucket(9, '{}'::int[])
SELECT width_bucket(1, ARRAY[NULL,1])
SELECT width_bucket(1, ARRAY[[1],[2]])
SELECT (SELECT max(t1.a) FROM t2 LIMIT 1) FROM t1
SELECT (SELECT count(t1.a) FROM t2 WHERE t2.a = 2) FROM t1
SELECT (SELECT count(t1.a)) FROM t1
SELECT a, (SELECT max(x.b) FROM t2 WHERE t2.a = x.a LIMIT 1) FROM t1 AS x GROUP BY a
SELECT a, (SELECT max(x.b) FROM t2 WHERE t2.a = x.b LIMIT 1) FROM t1 AS x GROUP BY a
SELECT a FROM t1 GROUP BY a HAVING EXISTS (SELECT 1 FROM t2 WHERE t2.a = max(t1.b))
SELECT a FROM t1 GROUP BY a HAVING a IN (SELECT t2.a FROM t2 WHERE t2.a < max(t1.b))
SELECT a FROM t1 WHERE a = (SELECT max(t1.b) FROM t2)
SELECT sum(sum(a)) FROM t1
SELECT (SELECT sum(t1.a + t2.a) FROM t2) FROM t1
SELECT (SELECT sum(t1.a) + sum(t2.a) FROM t2) FROM t1
SELECT (SELECT sum(t2.a) + max(t1.a) FROM t2 GROUP BY t2.a ORDER BY 1 LIMIT 1) FROM t1
SELECT (SELECT (SELECT max(t1.a) FROM t3 LIMIT 1) FROM t2 LIMIT 1) FROM t1
SELECT (SELECT (SELECT max(t1.a + t2.a) FROM t3 LIMIT 1) FROM t2) FROM t1
SELECT (SELECT count(*) FROM t2 WHERE t2.a = max(t1.a)) FROM t1
SELECT a = ANY (SELECT max(t1.b) FROM t2) FROM t1 GROUP BY a
SELECT ARRAY(SELECT max(t1.a) + t2.a FROM t2 ORDER BY t2.a) FROM t1
SELECT max(a) = ANY (SELECT b FROM t1) FROM t1
SELECT (SELECT max(a) FROM t2) FROM t1
SELECT count((SELECT max(t1.a) FROM t2)) FROM t1
SELECT * FROM t1, LATERAL (SELECT max(t1.a) FROM t2) x
SELECT count(*), (SELECT count(*) FROM t2 WHERE t2.a = min(t1.a) HAVING count(*) >= 0) FROM t1
SELECT b, (SELECT string_agg(t1.a::text, ',' ORDER BY t1.a) FROM t3 LIMIT 1) FROM t1 GROUP BY b
SELECT (SELECT max(t1.a) FILTER (WHERE t1.b > 1) FROM t3 LIMIT 1) FROM t1
SELECT (SELECT max(t1.a) FILTER (WHERE t3.f) FROM t3 LIMIT 1) FROM t1
SELECT a, count(*) FROM t1 WHERE count(*) > 1 GROUP BY a
SELECT a FROM t1 GROUP BY count(*)
SELECT (SELECT a FROM t2 WHERE t2.a = max(t1.a) AND t2.a = max(t1.b) LIMIT 1), max(b) FROM t1
SELECT max((SELECT max(t1.a) FROM t2 WHERE t2.n = t1.b LIMIT 1)) FROM t1
SELECT * FROM generate_series(1, 3)
SELECT * FROM generate_series(1, 3) AS g
SELECT g FROM generate_series(1, 3) AS g
SELECT g.generate_series FROM generate_series(1, 3) AS g
SELECT * FROM generate_series(1, 3) AS g (a, b)
SELECT * FROM generate_series(1, 3) WITH ORDINALITY
SELECT g, ordinality FROM generate_series(1, 3) WITH ORDINALITY AS g
SELECT * FROM ROWS FROM (generate_series(1, 3), generate_series(1, 2))
SELECT * FROM ROWS FROM (generate_series(1, 3), generate_series(1, 2)) AS g (a)
SELECT * FROM generate_series(1.0, 2, 0.25)
SELECT * FROM generate_series(1, 2, 0)
SELECT * FROM generate_series('2024-01-31'::timestamp, '2024-05-01', '1 month')
SELECT * FROM generate_series(2147483646, 2147483647)
SELECT * FROM generate_series(1, 3) JOIN generate_series(2, 4) AS h ON generate_series = h
SELECT * FROM generate_series(1, 2), generate_series(1, 2)
SELECT * FROM t1, generate_series(1, t1.a) AS i
SELECT * FROM t1 LEFT JOIN generate_series(1, t1.a) AS i ON true
SELECT * FROM t1 RIGHT JOIN generate_series(1, 2) AS i ON i = a
SELECT * FROM t1 RIGHT JOIN generate_series(1, t1.a) AS i ON true
SELECT * FROM t1 JOIN generate_series(1, 2) AS a USING (a)
SELECT generate_series(1, 3)
SELECT generate_series(1, 3), generate_series(1, 2) AS b
SELECT a, generate_series(1, a) FROM t1
SELECT generate_series(1, generate_series(1, 3))
SELECT generate_series(1, 2), generate_series(1, generate_series(1, 3))
SELECT generate_series(1, 4) AS x, generate_series(1, generate_series(1, 3)) + 1 AS y
SELECT count(*), generate_series(1, 2) FROM t1
SELECT generate_series(1, count(*)::int) FROM t1
SELECT generate_series(1, a) AS g, count(*) FROM t1 GROUP BY 1
SELECT generate_series(1, 3) + generate_series(1, 2)
SELECT a FROM t1 ORDER BY generate_series(1, a)
SELECT DISTINCT generate_series(1, a) FROM t1
SELECT generate_series(1, 5) LIMIT 2
SELECT a FROM t1 WHERE generate_series(1, 2) = 1
SELECT a FROM t1 GROUP BY a HAVING generate_series(1, 2) = 1
SELECT CASE WHEN true THEN generate_series(1, 2) END
SELECT coalesce(generate_series(1, 2), 1)
SELECT count(generate_series(1, 2))
SELECT 1 LIMIT generate_series(1, 2)
SELECT * FROM t1 JOIN t2 ON generate_series(1, 2) = 1
VALUES (generate_series(1, 2))
SELECT * FROM generate_series(1, generate_series(1, 2))
SELECT * FROM count(1)
SELECT * FROM abs(-1)
SELECT * FROM abs(-1) AS x
SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a'])
SELECT * FROM unnest(ARRAY[[1, 2], [3, 4]]) WITH ORDINALITY
SELECT unnest(ARRAY[1, 2]), unnest(ARRAY['a'])
SELECT * FROM string_to_table('a,b,,c', ',', '')
SELECT * FROM generate_subscripts(ARRAY['x', 'y'], 1)
SELECT * FROM generate_subscripts(ARRAY['x', 'y'], 1, true)
SELECT * FROM nothing_like_it(1)
SELECT * FROM generate_series('a', 'b')
SELECT x.a, y.i FROM t1 AS x, LATERAL (SELECT i FROM generate_series(1, x.a) AS i WHERE i > x.b) AS y
SELECT a, (SELECT sum(i) FROM generate_series(1, a) AS i) FROM t1
SELECT a FROM t1 WHERE EXISTS (SELECT FROM generate_series(2, a))
SELECT a FROM t1 WHERE a IN (SELECT generate_series(1, b) FROM t1 AS i)
SELECT (SELECT generate_series(1, 2))
SELECT * FROM t1 AS x, (SELECT x.a) AS y
SELECT * FROM t1 AS x RIGHT JOIN LATERAL (SELECT x.a) AS y ON true
SELECT g, g.* FROM generate_series(1, 2) AS g
SELECT generate_series FROM t1, generate_series(1, generate_series)
SELECT DISTINCT ON (generate_series(1, 2)) a FROM t1 WHERE a = 2
SELECT jsonb_build_object('a', a, 'b', b) AS j FROM t1 ORDER BY j DESC
SELECT jsonb_agg(a ORDER BY a), jsonb_agg(b ORDER BY a DESC, b), jsonb_agg(DISTINCT a) FROM t1
SELECT jsonb_object_agg(a, b ORDER BY b) FROM t1 WHERE a IS NOT NULL
SELECT jsonb_object_agg(a, b) FROM t1
SELECT jsonb_agg(a) FROM t1 WHERE false
SELECT jsonb_agg('x') FROM t1
SELECT jsonb_object_agg('x', 'y') FROM t1
SELECT count(*), min(j::text) FROM (SELECT to_jsonb(a) AS j FROM t1) AS s GROUP BY j
SELECT DISTINCT j FROM (VALUES ('1'::jsonb), ('1.0'), ('"1"'), (NULL), ('null')) AS v (j) ORDER BY j::text
SELECT count(DISTINCT j), count(*) FROM (VALUES ('{"a": 1, "b": 2.0}'::jsonb), ('{"b": 2, "a": 1.00}'), ('[]'), ('{}')) AS v (j)
SELECT j FROM (VALUES ('[]'::jsonb), ('{}'), ('null'), ('true'), ('false'), ('"a"'), ('1'), ('[1]'), ('[[]]'), ('[1, 2]'), ('{"b": 1}'), ('{"a": 1, "b": 2}'), ('{"aa": 1}'), ('[null]'), ('[{}]'), ('{"a": []}'), ('{"a": null}')) AS v (j) ORDER BY j
SELECT x.j, y.j FROM (VALUES ('1'::jsonb), ('[1.0]'), ('{"a": 1}')) AS x (j) JOIN (VALUES ('1.0'::jsonb), ('[1]'), ('{"a": 1.000}')) AS y (j) ON x.j = y.j
SELECT min(j) FROM (VALUES ('1'::jsonb)) AS v (j)
SELECT greatest('1'::jsonb, '[]', '{}'), least('1'::jsonb, '[]', '{}')
SELECT * FROM jsonb_array_elements('[1, {"a": 2}, null]')
SELECT * FROM jsonb_array_elements('[1, {"a": 2}, null]') WITH ORDINALITY AS e (v, n)
SELECT * FROM jsonb_array_elements_text('[1, {"a": 2}, null, "x"]') AS x
SELECT value FROM jsonb_array_elements('[3]')
SELECT x FROM jsonb_array_elements('[3]') AS x
SELECT x.value FROM jsonb_array_elements('[3]') AS x
SELECT * FROM jsonb_array_elements('{}')
SELECT * FROM jsonb_array_elements('1')
SELECT * FROM jsonb_array_elements(NULL)
SELECT * FROM jsonb_each('{"b": 1, "a": [null]}')
SELECT * FROM jsonb_each_text('{"b": "x", "a": null, "aa": {}}') AS e (k, v)
SELECT * FROM jsonb_each('[]')
SELECT * FROM jsonb_object_keys('{"b": 1, "a": 2}')
SELECT * FROM jsonb_object_keys('[]')
SELECT * FROM jsonb_object_keys('1')
SELECT jsonb_object_keys('{"b": 1, "a": 2}'), jsonb_array_elements('[7]')
SELECT a, e.key FROM t1, jsonb_each(jsonb_build_object('x', a, 'y', b)) AS e WHERE e.value = '2'
SELECT a, (SELECT sum(v::int) FROM jsonb_array_elements(jsonb_build_array(a, b, 3)) AS v) FROM t1
SELECT ('{"a": [1, {"b": "c"}]}'::jsonb)['a'][1]['b']
SELECT ('[1, 2]'::jsonb)[-1]
SELECT ('[1, 2]'::jsonb)[0:1]
SELECT ('[1, 2]'::jsonb)[1.5]
SELECT ('[1, 2]'::jsonb)[true]
SELECT '{"a": 1}'::jsonb - 'a', '["a", "b"]'::jsonb - 'a', '[1, 2]'::jsonb - 0
SELECT '{"a": 1}'::jsonb || '{"b": 2}', '1'::jsonb || '[2]', 'x' || '1'::jsonb
SELECT to_jsonb('x')
SELECT to_jsonb(a), to_jsonb(ARRAY[[a], [b]]) FROM t1
SELECT jsonb_build_object('a')
SELECT jsonb_build_object(NULL, 1)
SELECT jsonb_build_object(), jsonb_build_array(), jsonb_build_array(NULL, 'x', 1.50)
SELECT 'null'::jsonb::int, '1.5'::jsonb::int, 'true'::jsonb::boolean
SELECT coalesce('null'::jsonb::int, 7), ('null'::jsonb::int) IS NULL
SELECT '"1"'::jsonb::int
SELECT 1::jsonb
SELECT '1'::jsonb + 1
SELECT jsonb_pretty('[1, {"a": {}, "b": []}]')
SELECT jsonb_set('{"a": [1, 2]}', '{a, -1}', '9'), jsonb_insert('{"a": [1, 2]}', '{a, 1}', '9', true)
SELECT jsonb_set('{"a": [1, 2]}', '{a, b}', '9')
SELECT 'P999999999999999 us'::interval
SELECT 'P1000000000000001 us'::interval
SELECT 'P-9223372036854775808 us'::interval
SELECT 'PT1e16X'::interval
SELECT b'12'
SELECT x'fg'
SELECT 'a'::pg_catalog.char(3)
SELECT 1::int4(3)
SELECT ''::pg_catalog.string
SELECT a, b, count(*), sum(b) FROM t1 GROUP BY GROUPING SETS ((a, b), (a), ())
SELECT a, b, grouping(a, b), grouping(b) FROM t1 GROUP BY CUBE (a, b)
SELECT a, b, grouping(a, b) AS g FROM t1 GROUP BY ROLLUP (a, b) HAVING grouping(a) = 0 ORDER BY g, a, b
SELECT a, b, count(*) FROM t1 GROUP BY ROLLUP (a), CUBE (b)
SELECT a, b, count(*) FROM t1 GROUP BY DISTINCT ROLLUP (a), ROLLUP (a, b)
SELECT a, b, count(*) FROM t1 GROUP BY ROLLUP (a), ROLLUP (a, b)
SELECT a, b, count(*) FROM t1 GROUP BY ROLLUP ((a, b), a)
SELECT a, count(*) FROM t1 WHERE false GROUP BY GROUPING SETS (a, ())
SELECT a, count(*) FROM t1 WHERE false GROUP BY GROUPING SETS ((), (), a)
SELECT count(*) FROM t1 WHERE false GROUP BY ()
SELECT a + 1, coalesce(a, -1), count(*) FROM t1 GROUP BY GROUPING SETS ((a), GROUPING SETS (ROLLUP (a), ()))
SELECT grouping(a), a FROM t1 GROUP BY a
SELECT grouping(b) FROM t1 GROUP BY a
SELECT grouping(a) FROM t1
SELECT a FROM t1 WHERE grouping(a) = 0 GROUP BY a
SELECT sum(grouping(a)) FROM t1 GROUP BY a
SELECT a, b FROM t1 GROUP BY ROLLUP (a)
SELECT a, (SELECT count(*) FROM t2 WHERE t2.a = t1.a) FROM t1 GROUP BY ROLLUP (a)
SELECT x.a, (SELECT sum(c) FROM (SELECT count(*) AS c FROM t2 WHERE t2.a = x.a GROUP BY CUBE (n)) y) FROM t1 x
SELECT a, b, row_number() OVER (PARTITION BY a ORDER BY b), rank() OVER (ORDER BY a), dense_rank() OVER (ORDER BY a), percent_rank() OVER (ORDER BY a), cume_dist() OVER (ORDER BY a) FROM t1 WHERE b IS NOT NULL AND a IS NOT NULL
SELECT a, b, sum(b) OVER (ORDER BY a), count(*) OVER (PARTITION BY a), avg(b) OVER () FROM t1
SELECT a, n, lag(n) OVER (ORDER BY a, n), lead(n, 2, -1) OVER (ORDER BY a, n), first_value(n) OVER w, last_value(n) OVER w, nth_value(n, 2) OVER w FROM t2 WINDOW w AS (ORDER BY a, n)
SELECT a, n, ntile(2) OVER (ORDER BY a, n), ntile(9) OVER (ORDER BY a DESC, n) FROM t2
SELECT a, b, sum(b) OVER (ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) FROM t1
SELECT a, b, sum(b) OVER (ORDER BY a GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES), count(b) OVER (ORDER BY a RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t1
SELECT a, count(*) OVER (ORDER BY a DESC NULLS LAST RANGE BETWEEN 1 FOLLOWING AND 2 FOLLOWING) FROM t1
SELECT a, n, sum(n) OVER (ORDER BY a, n ROWS 1 PRECEDING), sum(n) FILTER (WHERE n > 1) OVER (ORDER BY n) FROM t2
SELECT a, sum(count(*)) OVER (ORDER BY a), rank() OVER (ORDER BY count(*) DESC) FROM t1 GROUP BY a ORDER BY sum(count(*)) OVER (ORDER BY a)
SELECT a, row_number() OVER (ORDER BY a, grouping(a)) FROM t1 GROUP BY ROLLUP (a)
SELECT DISTINCT a, count(*) OVER (PARTITION BY a) FROM t1
SELECT a, (SELECT max(r) FROM (SELECT rank() OVER (ORDER BY t2.n) AS r FROM t2 WHERE t2.a = t1.a) x) FROM t1
SELECT a FROM t1 WHERE row_number() OVER () = 1
SELECT a FROM t1 GROUP BY row_number() OVER ()
SELECT a FROM t1 GROUP BY a HAVING rank() OVER () = 1
SELECT sum(row_number() OVER ()) FROM t1
SELECT sum(row_number() OVER ()) OVER () FROM t1
SELECT row_number() FROM t1
SELECT abs(a) OVER () FROM t1
SELECT count(DISTINCT a) OVER () FROM t1
SELECT sum(a) OVER nowhere FROM t1
SELECT sum(a) OVER (w PARTITION BY b) FROM t1 WINDOW w AS (ORDER BY a)
SELECT sum(a) OVER (w ORDER BY b) FROM t1 WINDOW w AS (ORDER BY a)
SELECT sum(a) OVER (w) FROM t1 WINDOW w AS (ORDER BY a ROWS 1 PRECEDING)
SELECT sum(a) OVER (w ROWS 1 PRECEDING) FROM t1 WINDOW w AS (ORDER BY a, b)
SELECT sum(a) OVER w FROM t1 WINDOW w AS (), w AS ()
SELECT sum(a) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM t1
SELECT sum(a) OVER (GROUPS 1 PRECEDING) FROM t1
SELECT sum(a) OVER (ORDER BY a, b RANGE 1 PRECEDING) FROM t1
SELECT sum(a) OVER (ORDER BY a ROWS a PRECEDING) FROM t1
SELECT sum(a) OVER (ORDER BY a ROWS -1 PRECEDING) FROM t1
SELECT ntile(0) OVER (ORDER BY a) FROM t1
SELECT nth_value(a, 0) OVER (ORDER BY a) FROM t1
SELECT row_number() FILTER (WHERE true) OVER () FROM t1
SELECT count(*) OVER (ORDER BY s RANGE 1 PRECEDING) FROM t3
SELECT 'now'::regproc::text
SELECT 1397::regproc::text
SELECT 'max'::regproc
SELECT 'nonexistent'::regproc
SELECT 'pg_catalog.now'::regproc::text
SELECT 'public.now'::regproc::text
SELECT 'NOW'::regproc::text
SELECT '"NOW"'::regproc::text
SELECT '-'::regproc::text, 0::regproc::text
SELECT ' now '::regproc::text
SELECT ''::regproc
SELECT 'a b'::regproc
SELECT '99999'::regproc::text
SELECT 936::regproc::text, 'trim_array'::regproc::text, 849::regproc::text
SELECT 1299::oid::regproc = 'now'::regproc
SELECT pg_typeof('now'::regproc)::text
SELECT 'now'::text::regproc::text
SELECT '4294967296'::regproc
SELECT '0x10'::regproc
SELECT 3172::regproc::text
SELECT '[1, 2]' -> 0
SELECT '{"a": 1}' -> 'a'
SELECT ' {"b":1, "a" : [1 ,2], "b": 2} '::json, ' {"b":1, "a" : [1 ,2], "b": 2} '::json -> 'a', ' {"b":1, "a" : [1 ,2], "b": 2} '::json ->> 'b'
SELECT '"\u0000"'::json
SELECT '"\u0000"'::json ->> 0, '["\u0000"]'::json ->> 0
SELECT '"\ud83d"'::json::text
SELECT json_agg(a ORDER BY a), json_agg(ARRAY[a] ORDER BY a), json_object_agg(b, a ORDER BY a, b) FROM t1 WHERE b IS NOT NULL
SELECT json_object_agg(a, b) FROM t1
SELECT json_agg(a) FROM t1 WHERE false
SELECT json_build_object('a', 1, 'b', ARRAY[1, 2]), json_build_array(1, 'x', '{"a":1}'::json, '{"a":1}'::jsonb)
SELECT to_json(ARRAY[[1, 2], [3, 4]]), array_to_json(ARRAY[[1, 2], [3, 4]], true), to_json('x'::text)
SELECT json_object('{a, 1, b, NULL}'), json_object('{a, b}', '{1, 2}'), jsonb_object('{{a, 1}, {b, 2}}')
SELECT json_strip_nulls(' {"a" : null, "b" : [null, {"c" : null}]} '), json_typeof('[1]'), json_array_length('[1, 2]')
SELECT * FROM json_array_elements('[1, {"a" :2}, null]')
SELECT * FROM json_array_elements_text('[1, {"a" :2}, null]')
SELECT * FROM json_array_elements('{}')
SELECT * FROM json_each('{"b": 1, "a" :[ 2 ], "b": null}')
SELECT * FROM json_each_text('{"b": 1, "a" :[ 2 ], "b": null}')
SELECT * FROM json_each('[]')
SELECT * FROM json_object_keys('{"b": 1, "a": 2, "b": 3}')
SELECT json_extract_path('{"a": {"b" :1}}', 'a'), json_extract_path_text('{"a": ["x"]}', 'a', '0')
SELECT j FROM (VALUES ('1'::json), ('2')) AS v (j) ORDER BY j
SELECT DISTINCT j FROM (VALUES ('1'::json), ('2')) AS v (j)
SELECT count(*) FROM (VALUES ('1'::json), ('2')) AS v (j) GROUP BY j
SELECT '1'::json UNION SELECT '2'::json
SELECT '1'::json UNION ALL SELECT '2'::json
SELECT count(DISTINCT j) FROM (VALUES ('1'::json), ('2')) AS v (j)
SELECT '{"a": 1}'::json::jsonb, '{"a":1}'::jsonb::json, to_jsonb('{"a":1}'::json)
SELECT 'x'::json
