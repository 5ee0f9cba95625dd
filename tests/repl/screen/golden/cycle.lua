-- Two tasks that take two locks in two orders, while a third one goes on.
local a, b = lock("a"), lock("b")
local function take(first, second)
  local _ <close> = first:hold()
  sleep(1)
  local _ <close> = second:hold()
end
spawn("tick", function() for i = 1, 9 do sleep(2) end end)
local x = spawn("x", take, a, b)
local y = spawn("y", take, b, a)
gather { x, y }
