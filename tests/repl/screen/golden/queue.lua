-- A producer, a consumer that holds a lock while it works, and two others.
local q, m = queue(2, "q"), lock("m")
local function prod()
  for i = 1, 5 do q:put(i) end
end
local function cons()
  for i = 1, 5 do
    local _ <close> = m:hold()
    print("got", q:get())
    sleep(5)
  end
end
local function stat()
  sleep(1)
  local _ <close> = m:hold()
  print("stat")
end
local function tick()
  for i = 1, 4 do sleep(10) end
end
task_group(function(g)
  g:spawn("prod", prod)
  g:spawn("cons", cons)
  g:spawn("stat", stat)
  g:spawn("tick", tick)
end)
