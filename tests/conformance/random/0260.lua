-- random program 260
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  sleep(1)
  say("w1 3")
  do local ok, e = pcall(timeout, 0, function()
    say("w1 barrier " .. br:wait())
    sleep(1)
    say("w1 7")
  end)
    if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w1 9")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w1 11 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 13 woken")
  end
  do local _ <close> = sm:hold()
    say("w2 15 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 17 woken")
    end
    do local _ <close> = sm:hold()
      say("w2 19 in")
      if not q:full() then q:put_nowait(20) end
    end
    local function f22()
      say("w2.f22 23")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f22 24 ok") elseif type(e) == "string" then say("w2.f22 24 err " .. kind(e)) else error(e, 0) end end
      return "f22"
    end
    do local dn, pn = wait({ spawn("f22", f22) }, { return_when = "all", timeout = 1 })
      say("w2 21 done " .. #dn .. " pending " .. #pn) end
  end
  local function f26()
    say("w2.f26 27")
    say("w2.f26 29")
    do local ok, e = pcall(timeout, 3, function()
      do local ok, e = pcall(function()
        q:put(32)
        say("w2.f26 33 put 32")
      end)
        if is(e, Cancelled) then say("w2.f26 31 cancelled uncancel")
          say("w2.f26 31 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      sleep(3)
      say("w2.f26 35")
      ev:wait()
      say("w2.f26 37 ev")
    end)
      if is(e, Timeout) then say("w2.f26 30 timeout") elseif not ok then error(e, 0) end end
    say("w2.f26 got " .. q:get())
    error("E39", 0)
  end
  local function f40()
    say("w2.f40 41")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f40"
  end
  local function f43()
    say("w2.f43 44")
    say("w2.f43 46")
    sleep(2)
    say("w2.f43 48")
    return "f43"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f26", f26)
    tg:spawn("f40", f40)
    tg:spawn("f43", f43)
  end)
    if is(e, ErrorGroup) then say("w2 25 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w2 50")
  sleep(0)
  say("w2 52")
  say("w2 53 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    local function f56()
      say("w3.f56 57")
      do local _ <close> = lk:hold()
        say("w3.f56 59 in")
        sleep(5)
        say("w3.f56 61")
        ev:wait()
        say("w3.f56 63 ev")
      end
      sleep(3)
      say("w3.f56 65")
      ev:set()
      return "f56"
    end
    local function f67()
      say("w3.f67 68")
      sleep(1)
      say("w3.f67 70")
      sleep(1)
      say("w3.f67 72")
      error("E73", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f56", f56), spawn("f67", f67) }, { timeout = 2 }) do say("w3 55 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 55 err " .. kind(e)) else error(e, 0) end end end
    if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(1)
    say("w3 76")
  end)
    if is(e, Timeout) then say("w3 54 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w3 78")
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  sleep(1)
  say("w3 81")
  say("w3 82 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(30)
say('main ends')
