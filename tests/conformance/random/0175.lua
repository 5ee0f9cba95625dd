-- random program 175
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 count " .. current():cancelling())
  sleep(3)
  say("w1 3")
  local function f5()
    say("w1.f5 6")
    sleep(1)
    say("w1.f5 8")
    say("w1.f5 barrier " .. br:wait())
    error("E10", 0)
  end
  local function f11()
    say("w1.f11 12")
    if T.w2 then say("w1.f11 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    local function f15()
      say("w1.f11.f15 16")
      do local ok, e = pcall(function()
        sleep(3)
        say("w1.f11.f15 19")
        say("w1.f11.f15 got " .. q:get())
        if T.w3 then say("w1.f11.f15 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w1.f11.f15 17 cancelled cleanup")
          sleep(3)
          say("w1.f11.f15 17 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      sleep(5)
      say("w1.f11.f15 23")
      return "f15"
    end
    local function f24()
      say("w1.f11.f24 25")
      do local _ <close> = sm:hold()
        say("w1.f11.f24 27 in")
        say("w1.f11.f24 29")
      end
      return "f24"
    end
    local function f30()
      say("w1.f11.f30 31")
      local function f33()
        say("w1.f11.f30.f33 34")
        if not q:full() then q:put_nowait(35) end
        ev:clear()
        return "f33"
      end
      local function f37()
        say("w1.f11.f30.f37 38")
        sleep(2)
        say("w1.f11.f30.f37 40")
        sleep(3)
        say("w1.f11.f30.f37 42")
        return "f37"
      end
      local function f43()
        say("w1.f11.f30.f43 44")
        sleep(1)
        say("w1.f11.f30.f43 46")
        return "f43"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f33", f33)
        tg:spawn("f37", f37)
        tg:spawn("f43", f43)
        if T.w4 then say("w1.f11.f30 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(0)
        say("w1.f11.f30 49")
        sleep(1)
        say("w1.f11.f30 51")
      end)
        if is(e, ErrorGroup) then say("w1.f11.f30 32 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f11.f30 size " .. q:size())
      return "f30"
    end
    do local ok, e = pcall(function() say("w1.f11 14 got " .. table.concat({ gather { spawn("f15", f15), spawn("f24", f24), spawn("f30", f30) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f11 14 err " .. kind(e)) else error(e, 0) end end end
    say("w1.f11 got " .. q:get())
    return "f11"
  end
  for _, x in ipairs(gather({ spawn("f5", f5), spawn("f11", f11) }, { return_errors = true })) do
    say("w1 4 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 54 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 55 ok") elseif type(e) == "string" then say("w2 55 err " .. kind(e)) else error(e, 0) end end
  sleep(0)
  say("w2 57")
  do local ok, e = pcall(function()
    sleep(1)
    say("w2 60")
    ev:clear()
    sleep(5)
    say("w2 63")
  end)
    if is(e, Cancelled) then say("w2 58 cancelled err")
      error("X58", 0)
    elseif not ok then error(e, 0) end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 65 end")
end
local function w3()
  say("w3 count " .. current():cancelling())
  say("w3 barrier " .. br:wait())
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 69 ok") elseif type(e) == "string" then say("w3 69 err " .. kind(e)) else error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 71 end")
end
local function w4()
  sleep(1)
  say("w4 73")
  do local _ <close> = lk:hold()
    say("w4 75 in")
    if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  do local ok, e = pcall(timeout, 1, function()
    if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w4 77 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w4 79 ok") elseif type(e) == "string" then say("w4 79 err " .. kind(e)) else error(e, 0) end end
  say("w4 80 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:empty() then q:get_nowait() end
sleep(1)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(30)
say('main ends')
