-- 4 a second in, 2 out.
local box = queue("box")
local limit =
  rate_limit(2, 1000, 3, "post")

local function write()
  for i = 1, 20 do
    box:put(now())
    sleep(250)
  end
  box:put("end")
end

local function send()
  while true do
    local at = box:get()
    if at == "end" then
      return
    end
    limit:acquire()
    local age = now() - at
    print(now(), age, "ms old")
  end
end

local a = spawn("writer", write)
local b = spawn("sender", send)
gather { a, b }
