-- Who writes does not wait.
local box = queue(1, "box")
local limit =
  rate_limit(2, 1000, 3, "post")
local sent, refused = 0, 0

local function write()
  for i = 1, 20 do
    if box:full() then
      refused = refused + 1
    else
      box:put_nowait(now())
    end
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
    sent = sent + 1
    local age = now() - at
    print(now(), age, "ms old")
  end
end

local a = spawn("writer", write)
local b = spawn("sender", send)
gather { a, b }
print(sent .. " sent, "
  .. refused .. " refused")
