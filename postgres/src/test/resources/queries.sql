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
