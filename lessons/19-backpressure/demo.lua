-- 2 a second, and 3 at once.
limit =
  rate_limit(2, 1000, 3, "api")

function send(n)
  for i = 1, n do
    limit:acquire()
    print(now(), "request", i)
  end
end

send(5)
