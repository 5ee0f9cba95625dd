-- The same, with a small box.
local function write(box)
  for i = 1, 20 do
    box:put(now())
    sleep(250)
  end
  box:put("end")
end

local function send(box)
  local limit = rate_limit(
    2, 1000, 3, "post")
  local most = 0
  while true do
    local at = box:get()
    if at == "end" then
      return most
    end
    limit:acquire()
    local age = now() - at
    most = math.max(most, age)
  end
end

function day(room)
  local box = queue(room, "box")
  local a =
    spawn("writer", write, box)
  local b =
    spawn("sender", send, box)
  local _, ms = gather { a, b }
  print("room " .. room
    .. ": oldest " .. ms, "ms")
end

day(1)
