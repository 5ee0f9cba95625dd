-- random program 36
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
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    if T.w2 then say("w1.f4 cancels w2 " .. yn(T.w2:cancel())) end
    return "f4"
  end
  local function f7()
    say("w1.f7 8")
    do local _ <close> = sm:hold()
      say("w1.f7 10 in")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      say("w1.f7 13")
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f7 got " .. q:get())
        if not q:full() then q:put_nowait(16) end
      end)
        if is(e, Timeout) then say("w1.f7 14 timeout") elseif not ok then error(e, 0) end end
    end
    if T.w2 then say("w1.f7 cancels w2 " .. yn(T.w2:cancel())) end
    error("E18", 0)
  end
  local function f19()
    say("w1.f19 20")
    local function f22()
      say("w1.f19.f22 23")
      local function f25()
        say("w1.f19.f22.f25 26")
        if T.w3 then say("w1.f19.f22.f25 cancels w3 " .. yn(T.w3:cancel())) end
        return "f25"
      end
      local function f28()
        say("w1.f19.f22.f28 29")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w1.f19.f22.f28 32")
        if T.w2 then say("w1.f19.f22.f28 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f28"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f25", f25)
        tg:spawn("f28", f28)
        if not q:empty() then say("w1.f19.f22 took " .. q:get_nowait()) end
      end)
        if is(e, ErrorGroup) then say("w1.f19.f22 24 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f22"
    end
    local function f35()
      say("w1.f19.f35 36")
      local function f38()
        say("w1.f19.f35.f38 39")
        if T.w1 then say("w1.f19.f35.f38 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:set()
        return "f38"
      end
      local function f42()
        say("w1.f19.f35.f42 43")
        current():cancel()
        sleep(1)
        say("w1.f19.f35.f42 46")
        return "f42"
      end
      local function f47()
        say("w1.f19.f35.f47 48")
        sleep(1)
        say("w1.f19.f35.f47 50")
        sleep(1)
        say("w1.f19.f35.f47 52")
        say("w1.f19.f35.f47 got " .. q:get())
        return "f47"
      end
      do local ok, e = pcall(function() say("w1.f19.f35 37 got " .. table.concat({ gather { spawn("f38", f38), spawn("f42", f42), spawn("f47", f47) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f19.f35 37 err " .. kind(e)) else error(e, 0) end end end
      return "f35"
    end
    local function f54()
      say("w1.f19.f54 55")
      if T.w2 then say("w1.f19.f54 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f54"
    end
    do local ok, e = pcall(function() say("w1.f19 21 got " .. table.concat({ gather { spawn("f22", f22), spawn("f35", f35), spawn("f54", f54) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f19 21 err " .. kind(e)) else error(e, 0) end end end
    sleep(5)
    say("w1.f19 58")
    say("w1.f19 60")
    return "f19"
  end
  for _, x in ipairs(gather({ spawn("f4", f4), spawn("f7", f7), spawn("f19", f19) }, { return_errors = true })) do
    say("w1 3 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 61 end")
end
local function w2()
  sleep(0)
  say("w2 63")
  do local ok, e = pcall(function()
    do local _ <close> = sm:hold()
      say("w2 66 in")
      ev:clear()
    end
  end)
    if is(e, Cancelled) then say("w2 64 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(5)
  say("w2 69")
  sleep(3)
  say("w2 71")
  say("w2 72 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 75")
  local function f77()
    say("w3.f77 78")
    local function f80()
      say("w3.f77.f80 81")
      ev:wait()
      say("w3.f77.f80 83 ev")
      error("E84", 0)
    end
    do local ok, e = pcall(function() say("w3.f77 79 " .. wait_for(0, spawn("f80", f80))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f77 79 err " .. kind(e)) else error(e, 0) end end end
    if not q:full() then q:put_nowait(85) end
    sleep(1)
    say("w3.f77 87")
    return "f77"
  end
  local function f88()
    say("w3.f88 89")
    ev:clear()
    return "f88"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f77", f77)
    tg:spawn("f88", f88)
  end)
    if is(e, ErrorGroup) then say("w3 76 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 92")
  say("w3 93 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
ev:set()
sleep(1)
sleep(5)
say('main ends')
