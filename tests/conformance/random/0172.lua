-- random program 172
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
  sleep(2)
  say("w1 2")
  do local ok, e = pcall(function()
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    say("w1 6")
  end)
    if is(e, Cancelled) then say("w1 3 cancelled uncancel")
      say("w1 3 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  sleep(3)
  say("w1 8")
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 10 end")
end
local function w2()
  say("w2 12")
  local function f14()
    say("w2.f14 15")
    local function f17()
      say("w2.f14.f17 18")
      do local _ <close> = sm:hold()
        say("w2.f14.f17 20 in")
        sleep(1)
        say("w2.f14.f17 22")
        if not q:empty() then say("w2.f14.f17 took " .. q:get_nowait()) end
      end
      sleep(3)
      say("w2.f14.f17 25")
      return "f17"
    end
    local function f26()
      say("w2.f14.f26 27")
      local function f29()
        say("w2.f14.f26.f29 30")
        if T.w3 then say("w2.f14.f26.f29 cancels w3 " .. yn(T.w3:cancel())) end
        ev:wait()
        say("w2.f14.f26.f29 33 ev")
        say("w2.f14.f26.f29 35")
        return "f29"
      end
      local function f36()
        say("w2.f14.f26.f36 37")
        if not q:full() then q:put_nowait(38) end
        return "f36"
      end
      do local dn, pn = wait({ spawn("f29", f29), spawn("f36", f36) }, { return_when = "first", timeout = 3 })
        say("w2.f14.f26 28 done " .. #dn .. " pending " .. #pn) end
      say("w2.f14.f26 40")
      return "f26"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f17", f17)
      tg:spawn("f26", f26)
      do local ok, e = pcall(function()
        if not q:empty() then say("w2.f14 took " .. q:get_nowait()) end
        sleep(1)
        say("w2.f14 44")
      end)
        if is(e, Cancelled) then say("w2.f14 41 cancelled uncancel")
          say("w2.f14 41 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      say("w2.f14 barrier " .. br:wait())
      if T.w3 then say("w2.f14 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, ErrorGroup) then say("w2.f14 16 " .. kind(e)) elseif not ok then error(e, 0) end end
    error("E47", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f14", f14)
    sleep(1)
    say("w2 49")
  end)
    if is(e, ErrorGroup) then say("w2 13 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(5)
  say("w2 51")
  say("w2 53")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 55 end")
end
local function w3()
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 59 woken")
  end
  say("w3 60 end")
end
local function w4()
  say("w4 62")
  say("w4 64")
  say("w4 65 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(5)
if not q:full() then q:put_nowait(0) end
sleep(2)
ev:set()
sleep(2)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
