-- Two copies: deal with one error, raise the rest.
local copies = {}

local function copy(place, ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  copies[#copies + 1] = place
end

local function is_full(e)
  return e == "disk full"
end

local ok, eg = pcall(task_group, function(tg)
  tg:spawn("disk", copy, "disk", 10, "disk full")
  tg:spawn("cloud", copy, "cloud", 10, "offline")
end)
if not ok then
  local full, rest = eg:split(is_full)
  if full then
    copy("second disk", 10)
  end
  print("copies on: " .. table.concat(copies, ", "))
  if rest then
    error(rest)
  end
end
print("the backup is complete")
