-- random program 84
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  local function f2()
    say("w1.f2 3")
    if not q:full() then q:put_nowait(4) end
    do local ok, e = pcall(function()
      do local _ <close> = sm:hold()
        say("w1.f2 7 in")
        sleep(5)
        say("w1.f2 9")
        ev:clear()
        say("w1.f2 count " .. current():cancelling())
      end
      do local _ <close> = lk:hold()
        say("w1.f2 13 in")
        ev:set()
        sleep(3)
        say("w1.f2 16")
        say("w1.f2 18")
      end
      local function f20()
        say("w1.f2.f20 21")
        say("w1.f2.f20 23")
        return "f20"
      end
      for _, x in ipairs(gather({ spawn("f20", f20) }, { return_errors = true })) do
        say("w1.f2 19 " .. (x.ok and x.value or kind(x.error)))
      end
    end)
      if is(e, Cancelled) then say("w1.f2 5 cancelled swallow")
      elseif not ok then error(e, 0) end end
    return "f2"
  end
  local function f24()
    say("w1.f24 25")
    sleep(0)
    say("w1.f24 27")
    if T.w2 then say("w1.f24 cancels w2 " .. yn(T.w2:cancel())) end
    do local ok, e = pcall(timeout, 1, function()
      ev:set()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, Timeout) then say("w1.f24 29 timeout") elseif not ok then error(e, 0) end end
    return "f24"
  end
  local function f32()
    say("w1.f32 33")
    local function f35()
      say("w1.f32.f35 36")
      local function f38()
        say("w1.f32.f35.f38 39")
        sleep(3)
        say("w1.f32.f35.f38 41")
        error("E42", 0)
      end
      do local ok, e = pcall(function() say("w1.f32.f35 37 " .. wait_for(1, spawn("f38", f38))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f32.f35 37 err " .. kind(e)) else error(e, 0) end end end
      local function f44()
        say("w1.f32.f35.f44 45")
        if T.w2 then say("w1.f32.f35.f44 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(1)
        say("w1.f32.f35.f44 48")
        sleep(2)
        say("w1.f32.f35.f44 50")
        return "f44"
      end
      do local ok, e = pcall(function() say("w1.f32.f35 43 " .. wait_for(5, spawn("f44", f44))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f32.f35 43 err " .. kind(e)) else error(e, 0) end end end
      return "f35"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f35", f35)
    end)
      if is(e, ErrorGroup) then say("w1.f32 34 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f32"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f24", f24)
    tg:spawn("f32", f32)
    local function f52()
      say("w1.f52 53")
      local function f55()
        say("w1.f52.f55 56")
        say("w1.f52.f55 58")
        return "f55"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f55", f55) }, { timeout = 1 }) do say("w1.f52 54 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f52 54 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w1.f52 60")
      do local ok, e = pcall(timeout, 5, function()
        if not q:full() then q:put_nowait(62) end
        if not q:full() then q:put_nowait(63) end
        if T.w3 then say("w1.f52 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w1.f52 61 timeout") elseif not ok then error(e, 0) end end
      return "f52"
    end
    do local ok, e = pcall(function() say("w1 51 " .. wait_for(2, spawn("f52", f52))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 51 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w1 66 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 67 ok") elseif type(e) == "string" then say("w2 67 err " .. kind(e)) else error(e, 0) end end
  local function f69()
    say("w2.f69 70")
    local function f72()
      say("w2.f69.f72 73")
      if T.w4 then say("w2.f69.f72 cancels w4 " .. yn(T.w4:cancel())) end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f69.f72 75 ok") elseif type(e) == "string" then say("w2.f69.f72 75 err " .. kind(e)) else error(e, 0) end end
      q:put(76)
      say("w2.f69.f72 77 put 76")
      return "f72"
    end
    do local dn, pn = wait({ spawn("f72", f72) }, { return_when = "first_error", timeout = 1 })
      say("w2.f69 71 done " .. #dn .. " pending " .. #pn) end
    say("w2.f69 79")
    return "f69"
  end
  do local ok, e = pcall(function() say("w2 68 " .. wait_for(1, spawn("f69", f69))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 68 err " .. kind(e)) else error(e, 0) end end end
  say("w2 80 end")
end
local function w3()
  ev:clear()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 83 end")
end
local function w4()
  say("w4 got " .. q:get())
  do local _ <close> = defer(function()
    say("w4 85 finally")
  end)
    say("w4 size " .. q:size())
    current():cancel()
  end
  sleep(5)
  say("w4 89")
  sleep(1)
  say("w4 91")
  ev:set()
  say("w4 93 end")
end
local function w5()
  do local ok, e = pcall(timeout, 1, function()
    say("w5 size " .. q:size())
    sleep(0)
    say("w5 97")
  end)
    if is(e, Timeout) then say("w5 94 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() shield(T.w4) end)
    if ok then say("w5 98 ok") elseif type(e) == "string" then say("w5 98 err " .. kind(e)) else error(e, 0) end end
  sleep(2)
  say("w5 100")
  say("w5 got " .. q:get())
  say("w5 102 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(2)
sleep(10)
say('main ends')
