-- Three files to save; one of them fails.
local function save(file, ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  print(now() .. " ms: " .. file .. " saved")
end

local ok = pcall(task_group, function(tg)
  tg:spawn("text", save, "text", 10)
  tg:spawn("image", save, "image", 20, "disk full")
  tg:spawn("video", save, "video", 30)
end)
print(now() .. " ms: " .. (ok and "all saved" or "failed"))
sleep(20)
print(now() .. " ms: main ends")
