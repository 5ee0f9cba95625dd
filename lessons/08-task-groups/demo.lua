-- Three files to save; one of them fails.
local function save(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  local file = current():name()
  print(now() .. " ms: " .. file .. " saved")
end

local ok = pcall(task_group, function(tg)
  tg:spawn("text", save, 10)
  tg:spawn("image", save, 20, "disk full")
  tg:spawn("video", save, 30)
end)
local how = ok and "all saved" or "failed"
print(now() .. " ms: " .. how)
sleep(20)
print(now() .. " ms: main ends")
