-- A server with room for 100.
local inside, most = 0, 0
local refused = 0

local function ask()
  inside = inside + 1
  most = math.max(most, inside)
  if inside > 100 then
    refused = refused + 1
    sleep(1) -- "no room"
  else
    sleep(10) -- the answer
  end
  inside = inside - 1
end

-- n questions, limit at a time
function crowd(n, limit)
  local s = semaphore(limit)
  most, refused = 0, 0
  local tasks = {}
  for i = 1, n do
    tasks[i] = spawn(function()
      local _ <close> = s:hold()
      ask()
    end)
  end
  local begun = now()
  gather(tasks)
  print("most " .. most,
    "refused " .. refused,
    now() - begun .. " ms")
end

crowd(1000, 1000) -- all at once
