-- Three files to save; one fails.
local function say(text)
  print(now() .. " ms: " .. text)
end

local function save(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  say(current():name() .. " saved")
end

local function block(tg)
  tg:spawn("text", save, 10)
  tg:spawn("image", save, 20, "full")
  tg:spawn("video", save, 30)
end

local ok = pcall(task_group, block)
say(ok and "all saved" or "failed")
sleep(20)
say("main ends")
